using Data;
using Data.Acquisitions;
using Data.Kits;
using Data.Sealing;
using Licensing.Computers;
using Licensing.Owners;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits.Proposals;

/// <summary>A parameter that differs at the computer to be accepted; old and new where both are known in full.</summary>
public sealed record ComputerDifference(string Code, string? Old, string? New)
{
    internal static IReadOnlyList<ComputerDifference> Of(ComputerChanges changes) =>
    [
        .. changes.Parameters.Select(p => new ComputerDifference(p.Parameter.Code(), p.Old, p.New)),
        .. changes.Sketched.Select(s => new ComputerDifference(s.Code(), null, null)),
    ];
}

/// <summary>A correction that waits for a second person.</summary>
public sealed record ProposalView(
    long Id, string Kit, LedgerKind Kind, string RequestedById, string RequestedBy, DateTimeOffset RequestedAt, string Reason, string Evidence)
{
    /// <summary>The PIN that carries the license, its last group.</summary>
    public string? Pin { get; init; }

    /// <summary>The owner that is proposed; never the recorded one.</summary>
    public OwnerDetails? Owner { get; init; }

    /// <summary>What differs at the computer that is proposed.</summary>
    public IReadOnlyList<ComputerDifference> Changes { get; init; } = [];

    /// <summary>What would be taken back.</summary>
    public (LedgerKind Kind, DateTimeOffset At)? Undone { get; init; }
}

/// <summary>Lists the corrections that wait: of one kit, or all of them, oldest first.</summary>
public sealed class ListProposals(Center center, Vault vault, OwnerSealing owners)
{
    private const int Most = 100;

    private readonly ProposalContent _content = new(vault, owners);

    /// <summary>What waits.</summary>
    /// <param name="acting">Who asks.</param>
    /// <param name="number">Kit number; null for every kit.</param>
    public Task<IReadOnlyList<ProposalView>> RunAsync(Acting acting, string? number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Kits);
        return center.ReadAsync<IReadOnlyList<ProposalView>>(async db =>
        {
            var rows = await db.Proposals.Where(p => p.State == ProposalState.Waiting && (number == null || db.Kits.Any(k => k.Id == p.KitId && k.Number == number)))
                .OrderBy(p => p.Id).Take(Most).ToListAsync(cancellation);
            var people = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellation);
            var views = new List<ProposalView>();
            foreach (var row in rows)
            {
                var kitNumber = await db.Kits.Where(k => k.Id == row.KitId).Select(k => k.Number).SingleAsync(cancellation);
                views.Add(View(row, (await LoadedKit.ByNumberAsync(db, vault, kitNumber))!, await _content.OpenAsync(db, row), people.GetValueOrDefault(row.RequestedById, "")));
            }

            return views;
        }, cancellation);
    }

    private ProposalView View(ProposalRow row, LoadedKit kit, Wanted wanted, string requester)
    {
        var license = wanted.License is { } id ? kit.History.LiveWith(id) : null;
        var (sketch, computer) = _content.ComputerOf(kit, wanted);
        var changes = license is null ? null : ComputerChanges.Between(kit.History.Kit.Number, license.Sketch, license.Computer, sketch, computer);
        return new ProposalView(row.Id, kit.Row.Number, row.Kind, row.RequestedById, requester, row.RequestedAt, wanted.Reason, wanted.Evidence)
        {
            Pin = license?.Pin.Masked,
            Owner = wanted.Owner,
            Changes = row.Kind != LedgerKind.ComputerAccepted || changes is null ? [] : ComputerDifference.Of(changes),
            Undone = kit.Ledger.FirstOrDefault(e => e.Id == row.UndoneId) is { } undone ? (undone.Kind, undone.At) : null,
        };
    }
}
