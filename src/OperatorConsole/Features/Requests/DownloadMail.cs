using System.Globalization;
using Data;
using Data.Journal;
using Data.Sealing;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Gives a message out as it came, byte for byte; that somebody took it is written down.</summary>
public sealed class DownloadMail(Center center, OwnerSealing owners, JournalWriter journal)
{
    /// <summary>The bytes; null when there is no such message or its bytes are gone.</summary>
    public Task<byte[]?> RunAsync(Acting acting, long mail, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.WriteAsync(async db =>
        {
            var (row, raw) = await MailBytes.OfAsync(db, owners, mail, cancellation);
            if (row is not null && raw is not null)
            {
                await journal.AppendAsync(db, acting.Name, "mail-downloaded", string.Create(CultureInfo.InvariantCulture, $"mail {mail}"), new { row.State, row.Reason });
            }

            return raw;
        }, cancellation);
    }
}
