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

/// <summary>The one act of a call that cannot be taken back: gives the license and stores the answer, exactly once.</summary>
public sealed class IssueAnswer(Center center, Vault vault, AnswerRequest answer, PhoneReply reply, JournalWriter journal, CenterClock clock)
{
    /// <summary>Issues the answer to the code that is saved in the call; a call that has its answer gets the same one.</summary>
    /// <returns>The answer to dictate; null when the rules refuse by now, or no right code is saved.</returns>
    public Task<ReadBackAnswer?> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        return center.WriteAsync(async db =>
        {
            var call = await CallRows.FindOwnAsync(db, reference, acting);
            if (call.AnswerId is { } id)
            {
                return await OpenAsync(db, call, id);
            }

            // Five minutes without a key dropped the call; the verdict still stands on its operator's screen.
            if ((call.State == CallState.Dropped ? call.DroppedFrom : call.State) != CallState.Verified
                || CallDigits.Dictation(CallRows.DigitsOf(call, vault)) is not { } groups
                || RequestCode.Read(groups, out var code).Count > 0)
            {
                return null;
            }

            var answered = await answer.RunAsync(
                db, Incoming.Dictated(code!), new RequestSource(acting.Id, acting.Name, call.Id), reply.For(groups));
            var now = clock.Now;
            await CallRows.TakenUpAsync(db, call, acting, journal, now);
            call.DroppedFrom = null;
            CallRows.Touch(call, now);
            if (answered.Answer is not { } stored)
            {
                // Somebody was quicker, or the kit was frozen meanwhile: back to the code, where the verdict is given anew.
                call.State = CallState.Entering;
                CallRows.Happened(db, call, acting, now, "refused-at-issue").Detail = (answered.Weighed.Decision as Refused)?.Reason.Code();
                return null;
            }

            call.State = CallState.ReadingBack;
            call.AnswerId = stored.Id;
            call.Line = 1;
            var happened = CallRows.Happened(db, call, acting, now, "issued");
            happened.Detail = answered.Weighed.Decision is Repeated ? "repeated" : "granted";
            return await OpenAsync(db, call, stored.Id);
        }, cancellation);
    }

    private async Task<ReadBackAnswer?> OpenAsync(CenterDb db, CallRow call, long answerId)
    {
        var (opened, checkSum) = reply.Open(await db.Answers.AsNoTracking().SingleAsync(a => a.Id == answerId));
        return new ReadBackAnswer(opened, checkSum, call.Line);
    }
}

/// <summary>An answer and how far it has been dictated.</summary>
/// <param name="Answer">The nine lines.</param>
/// <param name="RequestCheckSum">Part of every line's checksum.</param>
/// <param name="Line">Line to dictate now: 1 to 9, 10 for the total checksum, 11 when all is confirmed.</param>
public sealed record ReadBackAnswer(PhoneAnswer Answer, int RequestCheckSum, int Line)
{
    /// <summary>Place of the total checksum.</summary>
    public const int Total = Groups.AnswerLines + 1;

    /// <summary>The checksum that the caller should say for a line, or for the total.</summary>
    public int Expected(int line) =>
        line == Total ? Answer.TotalChecksum(RequestCheckSum) : Answer.LineChecksum(line, RequestCheckSum);
}
