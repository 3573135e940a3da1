using Data;
using Data.Calls;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>A call as its page shows it, whenever and by whomever it is opened.</summary>
public sealed record CallView
{
    /// <summary>Full reference.</summary>
    public required string Reference { get; init; }

    /// <summary>State.</summary>
    public required CallState State { get; init; }

    /// <summary>Start.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Last sign of life.</summary>
    public required DateTimeOffset LastKeyAt { get; init; }

    /// <summary>End, once it is over.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Name of the operator whose call it is.</summary>
    public required string Operator { get; init; }

    /// <summary>Identity's key of that operator.</summary>
    public required string OperatorId { get; init; }

    /// <summary>Whether the call knows its kit: then the caller proves it before the call is opened again.</summary>
    public required bool KnowsKit { get; init; }

    /// <summary>What the caller told.</summary>
    public required Told Told { get; init; }

    /// <summary>What stands in the code field.</summary>
    public required string Digits { get; init; }

    /// <summary>Number of the field's last message.</summary>
    public required long Sequence { get; init; }

    /// <summary>Why it ended without a license.</summary>
    public string? Reason { get; init; }

    /// <summary>The answer, once it is out.</summary>
    public ReadBackAnswer? Answer { get; init; }
}

/// <summary>Loads a call for its page.</summary>
public sealed class LoadCall(Center center, Vault vault, OwnerSealing owners, PhoneReply reply)
{
    /// <summary>The call; null when there is none of that reference.</summary>
    public Task<CallView?> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        return center.ReadAsync(async db =>
        {
            var call = await db.Calls.SingleOrDefaultAsync(c => c.Reference == reference, cancellation);
            if (call is null)
            {
                return null;
            }

            var answer = call.AnswerId is { } id ? await db.Answers.SingleAsync(a => a.Id == id, cancellation) : null;
            var opened = answer is null ? default : reply.Open(answer);
            return new CallView
            {
                Reference = call.Reference,
                State = call.State,
                StartedAt = call.StartedAt,
                LastKeyAt = call.LastKeyAt,
                EndedAt = call.EndedAt,
                OperatorId = call.OperatorId,
                KnowsKit = call.KitId is not null,
                Told = await SaveTold.OpenAsync(db, owners, call),
                Operator = await db.Users.Where(u => u.Id == call.OperatorId).Select(u => u.DisplayName).FirstOrDefaultAsync(cancellation) ?? "",
                Digits = CallRows.DigitsOf(call, vault),
                Sequence = call.Sequence,
                Reason = call.Reason,
                Answer = answer is null ? null : new ReadBackAnswer(opened.Answer, opened.RequestCheckSum, call.Line),
            };
        }, cancellation);
    }
}
