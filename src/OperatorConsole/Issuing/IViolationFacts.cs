using Data;
using Licensing.AdditionalPins;

namespace OperatorConsole.Issuing;

/// <summary>Tells what speaks against a kit. A seam: cases are looked after elsewhere.</summary>
public interface IViolationFacts
{
    /// <summary>Decided violations and open observations of a kit, oldest first.</summary>
    /// <param name="db">Any context; that of a running write where a decision rests on the answer.</param>
    /// <param name="kitId">Row of the kit.</param>
    /// <param name="cancellation">Ends the query.</param>
    Task<ViolationFacts> OfKitAsync(CenterDb db, long kitId, CancellationToken cancellation);
}

/// <summary>A Center that keeps no cases knows of none.</summary>
internal sealed class NoViolationFacts : IViolationFacts
{
    public Task<ViolationFacts> OfKitAsync(CenterDb db, long kitId, CancellationToken cancellation) => Task.FromResult(ViolationFacts.None);
}
