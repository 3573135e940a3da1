using System.Security.Cryptography;
using System.Text.Json;
using Data;
using Licensing.Acquisitions;
using Licensing.Files;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Issuing;

/// <summary>What became of an uploaded file, as far as its sender may see it again.</summary>
/// <param name="AnswerId">The stored answer; null when there is none.</param>
/// <param name="Repeated">Whether the same request had its license already.</param>
/// <param name="Reason">Why the rules refused.</param>
/// <param name="Kinds">Kinds of parameters that changed.</param>
/// <param name="Hints">Ways on.</param>
/// <param name="Member">The member at fault; null when none is.</param>
/// <param name="Expectation">What was expected of it.</param>
/// <param name="Place">Where the text breaks.</param>
/// <param name="Other">A cause of the channel itself.</param>
public sealed record AnswerTicket(
    long? AnswerId = null, bool Repeated = false, Reason? Reason = null, IReadOnlyList<string>? Kinds = null, IReadOnlyList<Hint>? Hints = null,
    string? Member = null, Expectation? Expectation = null, TextPlace? Place = null, string? Other = null);

/// <summary>
/// Shows an answer again for a short while to whoever sent the request: a sealed text in the address, with nothing of the request
/// in it and nothing kept on this side. It goes on working after a restart and on another machine.
/// </summary>
public sealed class AnswerTickets(IDataProtectionProvider protection, Center center, LicenseFileReply reply)
{
    /// <summary>How long an answer can be looked at again.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromMinutes(15);

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("answer-ticket").ToTimeLimitedDataProtector();

    /// <summary>A ticket for an answer.</summary>
    public string Of(FileAnswer answer) => Of(answer switch
    {
        FileAnswer.Issued issued => new AnswerTicket(issued.AnswerId, issued.Repeated),
        FileAnswer.Refused refused => new AnswerTicket(Reason: refused.Decision.Reason, Kinds: refused.Decision.Changes.Kinds, Hints: refused.Decision.Hints),
        FileAnswer.Unreadable fault => new AnswerTicket(Member: fault.Member, Expectation: fault.Expectation, Place: fault.Place),
        _ => throw new InvalidOperationException($"No such answer: {answer?.GetType().Name}."),
    });

    /// <summary>A ticket for what is neither.</summary>
    public string Of(AnswerTicket ticket) => _seal.Protect(JsonSerializer.Serialize(ticket), Life);

    /// <summary>What a ticket says; null when it is none of ours or too old.</summary>
    public AnswerTicket? Read(string? ticket)
    {
        try
        {
            return string.IsNullOrEmpty(ticket) ? null : JsonSerializer.Deserialize<AnswerTicket>(_seal.Unprotect(ticket));
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The license details file of a ticket: its bytes and what it says; null when there is none.</summary>
    public async Task<(byte[] Bytes, LicenseDetails Details)?> FileAsync(AnswerTicket? ticket, CancellationToken cancellation)
    {
        if (ticket?.AnswerId is not { } id
            || await center.ReadAsync(db => db.Answers.SingleOrDefaultAsync(a => a.Id == id, cancellation), cancellation) is not { } row)
        {
            return null;
        }

        var bytes = reply.Open(row);
        return (bytes, LicenseDetailsFile.Read(System.Text.Encoding.UTF8.GetString(bytes)).Details);
    }

    /// <summary>The name under which a license details file is saved.</summary>
    public static string NameOf(LicenseDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        return $"license-{details.Kit.Digits}-{details.License}.lic";
    }
}
