using Data;
using Data.Acquisitions;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Kits.Proposals;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits;

/// <summary>What a plan starts from: a kit, a computer in full, a computer that a request of the kit dictated.</summary>
/// <param name="Number">Kit number; null with a computer alone.</param>
/// <param name="Computer">The computer now, in full.</param>
/// <param name="Seen">The ledger entry of a request of the kit whose computer it is.</param>
public sealed record PlanFrom(string? Number, KeyParameters? Computer, long? Seen);

/// <summary>Plans, one a computer, and how much was looked through for them.</summary>
/// <param name="Computers">The plans.</param>
/// <param name="KitsRead">Kits whose licenses were compared.</param>
/// <param name="MoreKits">Whether there are more than are looked through.</param>
public sealed record PlansView(IReadOnlyList<PlanView> Computers, int KitsRead, bool MoreKits);

/// <summary>All licenses of one computer in the order of restoration.</summary>
public sealed record PlanView(IReadOnlyList<StepView> Steps, int Seats, int PinsNeeded, int PinsMissing, Method? FurtherBy);

/// <summary>One license to restore.</summary>
public sealed record StepView(string Kit, LicenseType Type, int? Seats, string Pin, Method Method, DateTimeOffset Since)
{
    /// <summary>Network name, where the computer is known in full.</summary>
    public string? Host { get; init; }

    /// <summary>What changed; null when nothing is known of the computer now.</summary>
    public IReadOnlyList<ComputerDifference>? Changes { get; init; }

    /// <summary>Whether it must move to a spare PIN.</summary>
    public bool NeedsSpare { get; init; }

    /// <summary>The spare PIN, its last group; null when none is needed or left.</summary>
    public string? Spare { get; init; }

    /// <summary>Unused PIN codes of the set after this step.</summary>
    public int PinsLeft { get; init; }

    /// <summary>Stable code of what stops it now.</summary>
    public string? Obstacle { get; init; }
}

/// <summary>Plans the restoration of whole computers: every license there, its channel, the PIN codes needed and left. Only looks.</summary>
public sealed class PlanRestoration(Center center, Vault vault)
{
    /// <summary>Most kits that are opened and compared, newest first.</summary>
    public const int MostKits = 200;

    private readonly LedgerSeals _seals = new(vault);

    /// <summary>The plans.</summary>
    /// <returns>Null when there is no such kit.</returns>
    public Task<PlansView?> RunAsync(Acting acting, PlanFrom from, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Kits);
        ArgumentNullException.ThrowIfNull(from);
        return center.ReadAsync(async db =>
        {
            var kit = from.Number is { } number ? await LoadedKit.ByNumberAsync(db, vault, number) : null;
            if (from.Number is not null && kit is null)
            {
                return null;
            }

            var (others, more) = await OthersAsync(db, kit?.Row.Id, cancellation);
            var plans = Plans(kit, others, from);
            return new PlansView([.. plans.Where(p => p.Steps.Count > 0).Select(View)], others.Count + (kit is null ? 0 : 1), more);
        }, cancellation);
    }

    private IReadOnlyList<RestorationPlan> Plans(LoadedKit? kit, List<KitHistory> others, PlanFrom from)
    {
        var all = kit is null ? others : [kit.History, .. others];
        if (from.Computer is { } file)
        {
            return [RestorationPlanner.ForComputer(all, CanonicalComputer.From(file))];
        }

        if (kit is null)
        {
            return [];
        }

        var seen = kit.Ledger.FirstOrDefault(e => e.Id == from.Seen && e.Kind == LedgerKind.Request);
        return seen is not null && _seals.OpenComputer(seen) is { } computer ? [RestorationPlanner.ForComputer(all, computer)]
            : seen is not null && LedgerFacts.SketchOf(seen) is { } sketch ? [RestorationPlanner.ForSketch(kit.History, sketch)]
            : RestorationPlanner.ForKit(kit.History, others);
    }

    // Only kits whose computers are known in full can be seen to share one: a sketch is salted with its kit.
    private async Task<(List<KitHistory> Kits, bool More)> OthersAsync(CenterDb db, long? except, CancellationToken cancellation)
    {
        var numbers = await db.Kits.Where(k => k.Id != except
                && db.Licenses.Any(l => l.KitId == k.Id && l.LivePinId != null)
                && db.Ledger.Any(e => e.KitId == k.Id && e.SealedComputer != null))
            .OrderByDescending(k => k.Id).Select(k => k.Number).Take(MostKits + 1).ToListAsync(cancellation);
        var kits = new List<KitHistory>();
        foreach (var number in numbers.Take(MostKits))
        {
            kits.Add((await LoadedKit.ByNumberAsync(db, vault, number))!.History);
        }

        return (kits, numbers.Count > MostKits);
    }

    private static PlanView View(RestorationPlan plan) => new([.. plan.Steps.Select(View)], plan.Seats, plan.PinsNeeded, plan.PinsMissing, plan.FurtherBy);

    private static StepView View(RestorationStep step) => new(
        step.Kit.Digits, step.Set.Type, step.Set.Seats, step.License.Pin.Masked, step.Method, step.License.At)
    {
        Host = step.License.Computer?.Host is { Length: > 0 } host ? host : null,
        Changes = step.Changes is { } changes ? ComputerDifference.Of(changes) : null,
        NeedsSpare = step.NeedsSpare,
        Spare = step.Spare?.Masked,
        PinsLeft = step.PinsLeft,
        Obstacle = step.Obstacle?.Code(),
    };
}
