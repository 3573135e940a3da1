using Data;
using Data.Violations;
using Licensing.AdditionalPins;

namespace OperatorConsole.Issuing;

/// <summary>Tells what speaks against a kit.</summary>
public interface IViolationFacts
{
    /// <summary>Decided violations and open observations of a kit, oldest first.</summary>
    /// <param name="db">Any context; that of a running write where a decision rests on the answer.</param>
    /// <param name="kitId">Row of the kit.</param>
    /// <param name="cancellation">Ends the query.</param>
    Task<ViolationFacts> OfKitAsync(CenterDb db, long kitId, CancellationToken cancellation);
}

/// <summary>What the cases of the kit say.</summary>
internal sealed class CasesOfKit : IViolationFacts
{
    public async Task<ViolationFacts> OfKitAsync(CenterDb db, long kitId, CancellationToken cancellation)
    {
        var standing = await db.StandingOfAsync(kitId, cancellation);
        return new ViolationFacts(Oldest(standing.Violations), Oldest(standing.Open));
    }

    private static IReadOnlyList<KitCase> Oldest(IEnumerable<StandingCase> cases) =>
        [.. cases.OrderBy(c => c.Since).Select(c => new KitCase($"{c.Reference} ({c.Rule})", c.Since))];
}
