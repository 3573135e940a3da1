using Data;
using Data.Acquisitions;
using Data.Journal;
using Data.Sealing;
using Data.Violations;
using Licensing.Acquisitions;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>What a supervisor decides.</summary>
/// <param name="Ruling">The decision.</param>
/// <param name="Reason">Stable code of why, one of <see cref="RulingReasons"/>.</param>
/// <param name="Text">Why, in words; for a question, the question.</param>
/// <param name="Observation">The latest observation that the supervisor saw.</param>
public sealed record CaseDecision(Ruling Ruling, string Reason, string Text, long Observation)
{
    /// <summary>Freezes the kit: the last four digits of its number, as they were typed. Null: it stays as it is.</summary>
    public string? LastFour { get; init; }
}

/// <summary>What became of a decision.</summary>
public enum DecisionEnd
{
    /// <summary>It stands.</summary>
    Decided,

    /// <summary>There is no such case.</summary>
    NoCase,

    /// <summary>It says not why.</summary>
    NoText,

    /// <summary>The question has fields that nobody filled.</summary>
    Unfilled,

    /// <summary>The last four digits are not those of the kit.</summary>
    FourDiffer,

    /// <summary>Something was noticed, or decided, since the page was opened.</summary>
    Overtaken,

    /// <summary>Nobody decides about a report of one's own.</summary>
    OwnReport,
}

/// <summary>Codes of why a case was decided as it was.</summary>
public static class RulingReasons
{
    /// <summary>The codes of a ruling.</summary>
    public static IReadOnlyList<string> Of(Ruling ruling) => ruling switch
    {
        Ruling.Violation => ["shared", "several-computers", "resold", "copies", "guessed", "other"],
        Ruling.NoViolation => ["hardware", "new-computer", "customer-mistake", "our-mistake", "virtual-machines", "reseller", "other"],
        Ruling.AskCustomer => ["story", "owner", "computers", "other"],
    };
}

/// <summary>A supervisor decides a case. A decision is a fact: nothing but a further decision takes it back.</summary>
internal sealed class DecideCase(Center center, Vault vault, JournalWriter journal, AskCustomer ask, CaseFeed feed, KitFeed kits, TimeProvider clock)
{
    private const int LeastText = 5;
    private const int MostText = 2000;
    private readonly KitFacts _facts = new(vault, journal, clock);

    /// <summary>Decides.</summary>
    public async Task<DecisionEnd> RunAsync(Acting acting, string reference, CaseDecision decision, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        ArgumentNullException.ThrowIfNull(decision);
        if ((decision.Text ?? "").Trim() is not { Length: >= LeastText and <= MostText } text || !RulingReasons.Of(decision.Ruling).Contains(decision.Reason))
        {
            return DecisionEnd.NoText;
        }

        if (decision.Ruling == Ruling.AskCustomer && UnfilledFields.In(text).Count > 0)
        {
            return DecisionEnd.Unfilled;
        }

        var (end, kit) = await center.WriteAsync(db => WithinAsync(db, acting, reference, decision with { Text = text }, cancellation), cancellation);
        if (end == DecisionEnd.Decided)
        {
            feed.Tell(new CaseNews(reference, kit, null));
            if (kit is not null)
            {
                kits.Tell(kit);
            }
        }

        return end;
    }

    /// <summary>Several cases are no violation, for one and the same reason; those that changed meanwhile are left.</summary>
    /// <returns>How many were decided.</returns>
    public async Task<int> AllAsync(Acting acting, IReadOnlyList<string> references, string reason, string text, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        ArgumentNullException.ThrowIfNull(references);
        var done = 0;
        foreach (var reference in references)
        {
            var seen = await center.ReadAsync(db => db.Observations.Where(o => db.Cases.Any(c => c.Id == o.CaseId && c.Reference == reference)).MaxAsync(o => (long?)o.Id, cancellation), cancellation);
            done += await RunAsync(acting, reference, new CaseDecision(Ruling.NoViolation, reason, text, seen ?? 0), cancellation) == DecisionEnd.Decided ? 1 : 0;
        }

        return done;
    }

    /// <summary>Row name under which the words of a decision are sealed.</summary>
    internal static string NameOf(RulingRow row) => RowName.Of("Rulings.SealedText", row.Name.ToString("D"));

    private async Task<(DecisionEnd End, string? Kit)> WithinAsync(CenterDb db, Acting acting, string reference, CaseDecision decision, CancellationToken cancellation)
    {
        if (await db.Cases.SingleOrDefaultAsync(c => c.Reference == reference, cancellation) is not { } one)
        {
            return (DecisionEnd.NoCase, null);
        }

        var latest = await db.Observations.Where(o => o.CaseId == one.Id).OrderByDescending(o => o.Id).FirstAsync(cancellation);
        var before = await db.Rulings.Where(r => r.CaseId == one.Id && r.Ruling != Ruling.AskCustomer).OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellation);
        if (latest.Id != decision.Observation)
        {
            return (DecisionEnd.Overtaken, null);
        }

        if (one.ReportedById == acting.Id)
        {
            return (DecisionEnd.OwnReport, null);
        }

        var number = one.KitId is { } id ? await db.Kits.Where(k => k.Id == id).Select(k => k.Number).SingleAsync(cancellation) : null;
        if (decision.LastFour is { } four && (decision.Ruling != Ruling.Violation || number is null || four.Trim().Length != 4 || !number.EndsWith(four.Trim(), StringComparison.Ordinal)))
        {
            return (DecisionEnd.FourDiffer, null);
        }

        var ruling = Row(acting, one, latest, before, decision);
        var kit = number is null ? null : await LoadedKit.ByNumberAsync(db, vault, number);
        if (decision.LastFour is not null && kit!.History.State == KitState.Normal)
        {
            ruling.FreezeEntryId = (await _facts.RecordAsync(db, acting, kit, LedgerKind.KitFrozen, null, decision.Text, one.Reference)).Entry;
        }

        ruling.Written = decision.Ruling == Ruling.AskCustomer && kit is not null && await ask.WriteAsync(db, kit, one, decision.Text);
        db.Rulings.Add(ruling);
        Settle(one, decision.Ruling, ruling.At);
        await db.SaveChangesAsync(cancellation);
        await journal.AppendAsync(db, acting.Name, "case-decided", one.Reference, new
        {
            ruling = ruling.Ruling,
            reason = ruling.Reason,
            rule = one.Rule,
            version = ruling.RuleVersion,
            suggested = ruling.Suggested,
            reverses = ruling.ReversesId,
            kit = number,
            frozenBy = ruling.FreezeEntryId,
        });
        return (DecisionEnd.Decided, number);
    }

    private RulingRow Row(Acting acting, CaseRow one, ObservationRow latest, RulingRow? before, CaseDecision decision)
    {
        var now = clock.GetUtcNow();
        var row = new RulingRow
        {
            CaseId = one.Id,
            At = now,
            ById = acting.Id,
            Ruling = decision.Ruling,
            Reason = decision.Reason,
            Name = Guid.CreateVersion7(now),
            SealedText = [],
            RuleVersion = latest.RuleVersion,
            ObservationId = latest.Id,
            Suggested = one.Suggested,
            ReversesId = decision.Ruling == Ruling.AskCustomer ? null : before?.Id,
        };
        row.SealedText = vault.SealText(decision.Text, NameOf(row));
        return row;
    }

    private static void Settle(CaseRow one, Ruling ruling, DateTimeOffset at)
    {
        // A question does not take an earlier decision back: what it decided stands until the answer is weighed.
        if (ruling != Ruling.AskCustomer || one.Ruling is null or Ruling.AskCustomer)
        {
            one.Ruling = ruling;
        }

        one.State = ruling == Ruling.AskCustomer ? CaseState.Asked : CaseState.Decided;
        one.WaitingSince = at;
        one.Stamp = Guid.CreateVersion7(at);
    }
}
