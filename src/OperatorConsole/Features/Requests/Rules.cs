using Data;
using Data.Mail;
using Data.Sealing;
using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Mail.Intake;

namespace OperatorConsole.Features.Requests;

/// <summary>What the rules say of a request's file, asked the same way when it is shown, sent and carried out.</summary>
internal sealed class Rules(AnswerFile answer, OwnerSealing owners, Vault vault)
{
    /// <summary>The file as it came; null without one, or after its time of keeping.</summary>
    internal async Task<byte[]?> FileAsync(CenterDb db, RequestRow request, CancellationToken cancellation) =>
        request.SealedFile is { } closed
            ? owners.Open(await db.OwnerKeys.AsNoTracking().SingleAsync(k => k.Id == request.OwnerKeyId, cancellation), closed, RequestSender.FileNameOf(request.Name))
            : null;

    /// <summary>The opinion of now; null where there is no file to have one of.</summary>
    internal async Task<FileOpinion?> OpinionAsync(CenterDb db, byte[]? file, string sender) =>
        file is null ? null : await answer.WeighAsync(db, file, Method.File, RequestSource.At(vault, "mail", sender));

    /// <summary>Records what the rules say and, where they grant it, gives the license.</summary>
    /// <remarks>The ledger counts failures by the sender, not by the clerk; the journal names the clerk.</remarks>
    internal Task<FileAnswer> RecordAsync(CenterDb db, byte[] file, string sender, string clerk) =>
        answer.RunAsync(db, file, Method.File, RequestSource.At(vault, "mail", sender) with { ActorName = clerk });

    /// <summary>The opinion as a stable code.</summary>
    internal static string Verdict(FileOpinion? opinion) => opinion switch
    {
        null => "none",
        FileOpinion.Unreadable => "unreadable",
        FileOpinion.Read { Weighed.Decision: Refused refused } => "refused:" + refused.Reason.Code(),
        FileOpinion.Read { Weighed.Decision: Repeated } => "repeated",
        FileOpinion.Read => "granted",
        _ => throw new InvalidOperationException($"No such opinion: {opinion.GetType().Name}."),
    };

    /// <summary>Address on record of the license that a file concerns; null where there is none.</summary>
    internal static string? AddressOnRecord(FileOpinion? opinion) =>
        opinion is FileOpinion.Read { Weighed.Kit: { } kit } read
            ? kit.History.LiveOn(read.Request.CurrentPin ?? read.Request.Pin)?.AddressOnRecord
            : null;

    /// <summary>Why a file is not answered with a license, as the customer is told it.</summary>
    internal static IReadOnlyList<CustomerReason> Words(CustomerWords words, FileOpinion? opinion, System.Globalization.CultureInfo? language = null) => opinion switch
    {
        FileOpinion.Unreadable fault => [new CustomerReason("unreadable", words.Of(fault.Member, fault.Expectation, fault.Place, language))],
        FileOpinion.Read { Weighed.Decision: Refused refused } => words.Of(refused, language),
        _ => [],
    };
}
