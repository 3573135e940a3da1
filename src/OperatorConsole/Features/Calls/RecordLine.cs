using Data;
using Data.Calls;
using Data.Journal;
using Licensing.Dictation;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>Keeps what the caller said for a line, and compares it once more where nobody can type a result.</summary>
public sealed class RecordLine(Center center, PhoneReply reply, JournalWriter journal, CenterClock clock)
{
    /// <summary>Records a checksum that the caller said.</summary>
    /// <param name="acting">Who typed it.</param>
    /// <param name="reference">The call.</param>
    /// <param name="line">1 to 9, or 10 for the total.</param>
    /// <param name="said">Three digits as a number.</param>
    /// <returns>Where the call stands now; null when it is not being read back.</returns>
    public Task<LineResult?> RunAsync(Acting acting, string reference, int line, int said, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        ArgumentOutOfRangeException.ThrowIfNotEqual(said is >= 0 and <= 999, true, nameof(said));
        ArgumentOutOfRangeException.ThrowIfNotEqual(line is >= 1 and <= ReadBackAnswer.Total, true, nameof(line));
        return center.WriteAsync(async db =>
        {
            var call = await CallRows.FindOwnAsync(db, reference, acting);
            if (call.AnswerId is not { } id || call.State is not (CallState.ReadingBack or CallState.Dropped))
            {
                return null;
            }

            var (answer, checkSum) = reply.Open(await db.Answers.AsNoTracking().SingleAsync(a => a.Id == id));
            var matched = new ReadBackAnswer(answer, checkSum, call.Line).Expected(line) == said;
            var explained = matched || line == ReadBackAnswer.Total ? [] : LineRepair.Explain(line, answer.Line(line), checkSum, said);
            var now = clock.Now;
            await CallRows.TakenUpAsync(db, call, acting, journal, now);
            CallRows.Touch(call, now);
            (call.State, call.DroppedFrom) = (CallState.ReadingBack, null);
            var happened = CallRows.Happened(db, call, acting, now, "line");
            (happened.Line, happened.Said, happened.Matched) = (line, said, matched);
            if (matched && line == call.Line)
            {
                call.Line++;
            }

            if (call.Line > ReadBackAnswer.Total)
            {
                call.State = CallState.Completed;
                call.EndedAt = now;
                CallRows.Happened(db, call, acting, now, "completed");
                await journal.AppendAsync(db, acting.Name, "call-completed", call.Reference);
            }

            return new LineResult(matched, call.Line, call.State == CallState.Completed, explained);
        }, cancellation);
    }
}

/// <summary>What became of a checksum.</summary>
/// <param name="Matched">Whether it was the right one.</param>
/// <param name="Line">Line to dictate now.</param>
/// <param name="Completed">Whether the call is done.</param>
/// <param name="Explained">What the caller probably typed or read wrong, likeliest first.</param>
public sealed record LineResult(bool Matched, int Line, bool Completed, IReadOnlyList<Suggestion> Explained);
