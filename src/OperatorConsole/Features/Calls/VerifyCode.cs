using Data;
using Data.Calls;
using Data.Journal;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Dictation;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>The 51st digit is there: says whether the code is right, what the rules make of it, and what to ask when it is not.</summary>
public sealed class VerifyCode(Center center, Vault vault, AnswerRequest answer, RuleSettings rules, JournalWriter journal, CenterClock clock)
{
    private const int MostRepairs = 3;
    private static readonly TimeSpan RepairWindow = TimeSpan.FromDays(1);

    /// <summary>Judges what is saved in the call. A refusal is recorded as the request's outcome, once a call and code.</summary>
    /// <returns>The verdict; null when no whole dictation is saved or the call is over.</returns>
    public Task<Verdict?> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        return center.WriteAsync(async db =>
        {
            var call = await CallRows.FindOwnAsync(db, reference, acting);
            if (call.AnswerId is not null || !CallRows.IsOpen(call.State) || CallDigits.Dictation(CallRows.DigitsOf(call, vault)) is not { } groups)
            {
                return null;
            }

            var faults = RequestCode.Read(groups, out var code);
            if (code is null)
            {
                if (CallRows.WrongOf(call, vault) is not { Length: CallDigits.Whole })
                {
                    CallRows.SetWrong(call, vault, groups);
                }

                await NoteAsync(db, call, acting, "wrong", null);
                return await WrongAsync(db, call, groups, faults);
            }

            if (CallRows.WrongOf(call, vault) is { } failed)
            {
                // What the PIN alone had shown was no failed dictation.
                call.Repairs += failed.Length == CallDigits.Whole ? 1 : 0;
                call.SealedWrong = null;
                await CountMishearings.RunAsync(db, failed, groups);
            }

            var source = new RequestSource(acting.Id, acting.Name, call.Id);
            var weighed = await answer.WeighAsync(db, Incoming.Dictated(code), source);
            // R1 is one answer on this screen as well: which of its cases it was stands in the ledger alone.
            var known = weighed.Decision is not Refused { Reason: Reason.KitOrPin or Reason.TooManyFailures };
            call.KitId = known ? weighed.Kit?.Row.Id : null;
            var about = known ? await DescribeCode.RunAsync(db, weighed, call.Id, rules.MethodFamily, clock.Now) : null;
            switch (weighed.Decision)
            {
                case Refused refused:
                    if (!await RecordedAsync(db, call, weighed, refused))
                    {
                        await answer.RefuseAsync(db, weighed, refused, source);
                    }

                    call.State = CallState.Entering;
                    await NoteAsync(db, call, acting, "refused", refused.Reason.Code());
                    return new CodeRefused(refused.Reason, about);

                case Repeated:
                    await NoteAsync(db, call, acting, "right", "repeated");
                    call.State = CallState.Verified;
                    return new CodeRight(about!, await BeforeAsync(db, weighed));

                default:
                    await NoteAsync(db, call, acting, "right", null);
                    call.State = CallState.Verified;
                    return (Verdict)new CodeRight(about!, null);
            }
        }, cancellation)!;
    }

    private async Task<CodeWrong> WrongAsync(CenterDb db, CallRow call, int[] groups, IReadOnlyList<CodeFault> faults)
    {
        var (explained, kits) = await AskCaller.ExplainAsync(db, vault, groups);
        var repairs = call.Repairs + await RepairsOfKitsAsync(db, call, kits);
        if (repairs >= MostRepairs)
        {
            return new CodeWrong(faults, []) { Repairs = repairs, RepairsUsedUp = true };
        }

        return new CodeWrong(faults, [.. explained.Select(s => AskCaller.Of(s, groups))])
        {
            Repairs = repairs,
            Fits = (position, value) => explained.Any(s => s.Positions.Zip(s.Values).Contains((position, value))),
        };
    }

    // Somebody who hangs up and calls again does not get three more, be the wrong group in the PIN itself.
    private async Task<int> RepairsOfKitsAsync(CenterDb db, CallRow call, IReadOnlyCollection<long> kits)
    {
        var since = clock.Now - RepairWindow;
        return await db.Calls
            .Where(c => c.Id != call.Id && c.StartedAt > since && c.KitId != null && kits.Contains(c.KitId.Value))
            .SumAsync(c => c.Repairs);
    }

    // Esc and Enter over one code are one request: the ledger does not count keys.
    private static Task<bool> RecordedAsync(CenterDb db, CallRow call, Weighed weighed, Refused refused)
    {
        var (key, reason) = (weighed.Key, refused.Reason.Code());
        return db.Ledger.AnyAsync(e => e.CallId == call.Id && e.RequestLookup == key && e.Reason == reason);
    }

    private async Task NoteAsync(CenterDb db, CallRow call, Acting acting, string verdict, string? detail)
    {
        CallRows.Touch(call, clock.Now);
        var happened = CallRows.Happened(db, call, acting, clock.Now, "verdict-" + verdict);
        happened.Detail = detail;
        await journal.AppendAsync(db, acting.Name, "code-verified", call.Reference, new { verdict, detail });
    }

    private static async Task<IssuedBefore?> BeforeAsync(CenterDb db, Weighed weighed)
    {
        var key = weighed.Key;
        var issued = await db.Ledger.AsNoTracking()
            .Where(e => e.RequestLookup == key && e.Outcome == Outcome.Granted)
            .Select(e => new { e.At, e.ActorId }).FirstAsync();
        var by = await db.Users.Where(u => u.Id == issued.ActorId).Select(u => u.DisplayName).FirstOrDefaultAsync();
        return new IssuedBefore(issued.At, by ?? "");
    }
}
