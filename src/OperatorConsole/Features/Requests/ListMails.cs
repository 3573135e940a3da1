using Data;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Reading;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A message in a list of those that became no request.</summary>
public sealed record MailSummary(long Id, DateTimeOffset ArrivedAt, string Mailbox, int Size, MailState State, string? Reason, string From, string Subject, bool HasBytes)
{
    /// <summary>An earlier message has the same Message-ID and says something else.</summary>
    public bool Twin { get; init; }
}

/// <summary>Lists messages that became no request: beyond the limits, or kept and never answered. Newest first.</summary>
public sealed class ListMails(Center center, OwnerSealing owners)
{
    /// <summary>Messages on a page.</summary>
    public const int PageSize = 25;

    // Opening something large for two lines of a list would make the list wait.
    private const int MostOpened = 512 * 1024;

    /// <summary>One page, and how many there are in all.</summary>
    /// <param name="acting">Somebody of the desk.</param>
    /// <param name="state">Quarantined, or kept.</param>
    /// <param name="page">From 0.</param>
    public Task<(IReadOnlyList<MailSummary> Mails, int Total)> RunAsync(Acting acting, MailState state, int page, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync<(IReadOnlyList<MailSummary>, int)>(async db =>
        {
            var mails = db.Mails.Where(m => m.State == state);
            var rows = await mails.OrderByDescending(m => m.Id).Skip(page * PageSize).Take(PageSize).Select(m => new
            {
                m.Id,
                m.ArrivedAt,
                m.Size,
                m.State,
                m.Reason,
                m.Name,
                m.SameIdOtherBody,
                HasBytes = m.SealedRaw != null,
                Raw = m.Size <= MostOpened ? m.SealedRaw : null,
                Box = db.Mailboxes.Where(b => b.Id == m.MailboxId).Select(b => b.Name).First(),
                Owner = db.OwnerKeys.First(k => k.Id == m.OwnerKeyId),
            }).ToListAsync(cancellation);
            return ([.. rows.Select(m =>
            {
                var (from, subject) = m.Raw is { } closed && owners.Open(m.Owner, closed, StoreMail.RawName(m.Name)) is { } raw ? Head(raw) : ("", "");
                return new MailSummary(m.Id, m.ArrivedAt, m.Box, m.Size, m.State, m.Reason, from, subject, m.HasBytes) { Twin = m.SameIdOtherBody };
            })], await mails.CountAsync(cancellation));
        }, cancellation);
    }

    // The header alone, and only so much of it: these are the messages that something is odd about.
    private static (string From, string Subject) Head(byte[] raw)
    {
        try
        {
            using var head = new MemoryStream(raw, 0, Math.Min(raw.Length, MailLimits.MostHeaderBytes), writable: false);
            var headers = HeaderList.Load(MailLimits.Options, head);
            return (Cut(headers[HeaderId.From]), Cut(headers[HeaderId.Subject]));
        }
        catch (FormatException)
        {
            return ("", "");
        }
    }

    private static string Cut(string? text) => string.Concat((text ?? "").Where(c => !char.IsControl(c))) is { Length: > 200 } tooLong ? tooLong[..200] : string.Concat((text ?? "").Where(c => !char.IsControl(c)));
}
