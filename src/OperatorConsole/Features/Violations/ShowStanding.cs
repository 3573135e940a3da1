using Data;
using Data.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>Shows how a kit stands: what waits for a supervisor, what was decided to be a violation.</summary>
internal sealed class ShowStanding(Center center)
{
    /// <summary>The standing; null when there is no such kit.</summary>
    public Task<KitStanding?> RunAsync(Acting acting, string number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Kits);
        return center.ReadAsync(
            async db => await db.Kits.Where(k => k.Number == number).Select(k => (long?)k.Id).SingleOrDefaultAsync(cancellation) is { } id ? await db.StandingOfAsync(id, cancellation) : null,
            cancellation);
    }
}
