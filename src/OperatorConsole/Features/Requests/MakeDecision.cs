using System.Globalization;
using Data;
using Data.Journal;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Carries one decision out within a running write: ledger, license, request, letter, journal, or none of it.</summary>
internal sealed class MakeDecision(OwnerSealing owners, Rules rules, QueueLetter queue, JournalWriter journal, CenterClock clock)
{
    /// <summary>Makes it, or stops it where the request changed meanwhile or the rules say something else by now.</summary>
    /// <param name="db">The context of a running write.</param>
    /// <param name="draft">The decision; its row ends here when it is made.</param>
    /// <param name="cancellation">Ends the queries.</param>
    internal async Task<(string? Reference, bool Done)> WithinAsync(CenterDb db, RequestDraftRow draft, CancellationToken cancellation)
    {
        var request = await db.Requests.SingleAsync(r => r.Id == draft.RequestId, cancellation);
        var owner = await db.OwnerKeys.SingleAsync(k => k.Id == request.OwnerKeyId, cancellation);
        if (await RequestRows.SinceAsync(db, request.Id, draft.SeenEvent, draft.SavedBy, cancellation) is { Count: > 0 })
        {
            return await StopAsync(db, draft, "changed", cancellation);
        }

        if (Drafts.Read(owners, owner, draft) is not { } input || RequestSender.Open(owners, owner, request) is not { } sender)
        {
            return await StopAsync(db, draft, "erased", cancellation);
        }

        var file = await rules.FileAsync(db, request, cancellation);
        var opinion = await rules.OpinionAsync(db, file, sender.Address);
        if (input.Act == DeskAct.Answer && Rules.Verdict(opinion) != draft.Verdict)
        {
            return await StopAsync(db, draft, "overtaken", cancellation);
        }

        if ((input.ToRecord ? Rules.AddressOnRecord(opinion) : sender.Address) is not { Length: > 0 } to)
        {
            return await StopAsync(db, draft, "no-address", cancellation);
        }

        var clerk = await db.Users.Where(u => u.Id == draft.SavedBy).Select(u => u.UserName).FirstOrDefaultAsync(cancellation) ?? Acting.System.Name;
        var recorded = await RecordAsync(db, request, input.Act, opinion, file, sender.Address, clerk);
        var kind = DraftLetter.KindOf(input.Act, opinion);
        queue.Add(db, owner, new NewLetter(await KindAsync(db, request.Id, kind, cancellation), to, new Letter(input.Subject, input.Text, []))
        {
            RequestId = request.Id,
            Answers = sender.MessageId,
            Enclosure = recorded is FileAnswer.Issued issued ? new Enclosure($"license-{issued.Weighed.Kit!.Row.Number}.lic", issued.File) : null,
        });
        await EndAsync(db, draft, request, DecisionOf(kind), input, opinion, clerk);
        return (request.Reference, true);
    }

    /// <summary>It is a draft again, and says why.</summary>
    internal async Task<(string? Reference, bool Done)> StopAsync(CenterDb db, RequestDraftRow draft, string why, CancellationToken cancellation)
    {
        (draft.DueAt, draft.Stopped, draft.Stamp) = (null, why, Guid.CreateVersion7(clock.Now));
        return (await db.Requests.Where(r => r.Id == draft.RequestId).Select(r => r.Reference).SingleAsync(cancellation), false);
    }

    // A refusal of the clerk's own enters the ledger only where the rules refuse too: what they would grant, nobody refused but us.
    private async Task<FileAnswer?> RecordAsync(CenterDb db, RequestRow request, DeskAct act, FileOpinion? opinion, byte[]? file, string sender, string clerk)
    {
        var refused = Rules.Verdict(opinion).StartsWith("refused:", StringComparison.Ordinal);
        if (file is null || opinion is not FileOpinion.Read read || !(act == DeskAct.Answer || (act == DeskAct.Refuse && refused)))
        {
            return null;
        }

        var answer = await rules.RecordAsync(db, file, sender, clerk);
        request.KitId = read.Weighed.Kit?.Row.Id ?? request.KitId;
        if (answer is FileAnswer.Issued issued)
        {
            request.LicenseId = long.Parse(issued.LicenseId, CultureInfo.InvariantCulture);
        }

        return answer;
    }

    // A request can be asked twice, and answered again after a letter that came back: each is a letter of its own.
    private static async Task<string> KindAsync(CenterDb db, long request, string kind, CancellationToken cancellation)
    {
        var earlier = await db.Outbox.CountAsync(o => o.RequestId == request && (o.Kind == kind || o.Kind.StartsWith(kind + "+")), cancellation);
        return earlier == 0 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}+{earlier + 1}");
    }

    private static string DecisionOf(string kind) => kind == LicenseLetter.Kind ? "answered" : kind;

    private async Task EndAsync(CenterDb db, RequestDraftRow draft, RequestRow request, string decision, DraftInput input, FileOpinion? opinion, string clerk)
    {
        var now = clock.Now;
        var reason = decision != "refused" ? null : input.Act == DeskAct.Refuse ? input.Reason ?? "other" : Rules.Verdict(opinion).Split(':')[^1];
        (request.Decision, request.DecisionReason, request.DecidedBy, request.DecidedAt) = (decision, reason, draft.SavedBy, now);
        (request.State, request.ChangedAt, request.NewReply, request.WaitUntil) = (decision == "asked" ? RequestState.Waiting : RequestState.Done, now, false, null);

        // Its clerk is remembered: what the customer answers comes back there.
        (request.ClaimedBy, request.ClaimedUntil, request.Stamp) = (draft.SavedBy, null, Guid.CreateVersion7(now));
        RequestRows.Happened(db, request, draft.SavedBy, now, decision == "replied" ? "replied-to" : decision, reason);
        db.RequestDrafts.Remove(draft);
        await journal.AppendAsync(db, clerk, "request-" + decision, request.Reference, new { reason, license = request.LicenseId, toRecord = input.ToRecord });
    }
}
