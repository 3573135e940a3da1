using System.Threading.Channels;
using MailKit;
using MailKit.Net.Imap;

namespace OperatorConsole.Mail.Mailboxes;

/// <summary>
/// Waits at the servers (IDLE, RFC 2177) and has the sweep run at once when mail comes in. Nothing rests on it: the schedule looks anyway,
/// and what is new is found by UID. Every node may wait; whoever gets the mailbox's lease takes the mail.
/// </summary>
internal sealed partial class WakeOnMail(MailSettings settings, SweepMail sweep, MailboxWatches watches, TimeProvider clock, ILogger<WakeOnMail> logger) : BackgroundService
{
    /// <summary>How long one IDLE lasts: gateways forget a silent connection after ten minutes.</summary>
    internal static readonly TimeSpan Renewal = TimeSpan.FromMinutes(9);

    /// <summary>At most one look in this time, however fast mails follow one another: a server counts sign-ins.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(15);
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>How long nobody asks a server that failed so often: doubled each time, and no two nodes come back together.</summary>
    /// <param name="failures">One after the other; at least 1.</param>
    /// <param name="chance">From 0 to 1.</param>
    internal static TimeSpan BackOff(int failures, double chance) =>
        TimeSpan.FromSeconds(Math.Min(LongestBackOff.TotalSeconds, FirstBackOff.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 20))) * (0.5 + chance / 2));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([.. settings.Mailboxes.OfType<ImapSettings>().Select(box => WatchAsync(box, stoppingToken)), SweepAsync(stoppingToken)]);

    private async Task WatchAsync(ImapSettings box, CancellationToken stopping)
    {
        var failures = 0;
        while (true)
        {
            var pause = TimeSpan.Zero;
            try
            {
                if (!await IdleAsync(box, () => failures = 0, stopping))
                {
                    LogNoIdle(box.Name);
                    watches.Unwatched(box.Name);
                    return;
                }
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                failures++;
                pause = BackOff(failures, Random.Shared.NextDouble());
                var code = fault is MailboxFaultException known ? known.Fault : ImapConnection.FaultOf(fault).Fault;
                watches.Down(box.Name, code, pause);
                LogUnwatched(box.Name, code);
            }

            await Task.Delay(pause, clock, stopping);
        }
    }

    /// <returns>False when the server knows no IDLE; otherwise it ends by an exception.</returns>
    private async Task<bool> IdleAsync(ImapSettings box, Action renewed, CancellationToken stopping)
    {
        using var client = await ImapConnection.OpenAsync(box, stopping);
        if (!client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            return false;
        }

        var folder = await client.GetFolderAsync(box.Folder, stopping);
        await folder.OpenAsync(FolderAccess.ReadOnly, stopping);

        // Only what comes in is news; what our own sweep moves away is not.
        var count = folder.Count;
        folder.MessageExpunged += (_, _) => count = folder.Count;
        folder.CountChanged += (_, _) =>
        {
            if (folder.Count > count)
            {
                _news.Writer.TryWrite(true);
            }

            count = folder.Count;
        };

        // For what came while nobody waited here.
        _news.Writer.TryWrite(true);
        watches.Announced(box.Name);
        while (true)
        {
            using var renewal = new CancellationTokenSource(Renewal, clock);

            // A line that is dead without saying so lets the end of IDLE wait for ever.
            await client.IdleAsync(renewal.Token, stopping).WaitAsync(Renewal + box.Patience, clock, stopping);
            renewed();
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        await foreach (var _ in _news.Reader.ReadAllAsync(stopping))
        {
            try
            {
                // To its end, as one of the schedule: what is begun leaves no lease behind.
                await sweep.WholeAsync(CancellationToken.None);
            }
            catch (Exception fault)
            {
                LogFailed(fault.GetType().Name);
            }

            await Task.Delay(Pause, clock, stopping);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The server of mailbox {Mailbox} knows no IDLE; the schedule looks into it")]
    private partial void LogNoIdle(string mailbox);

    [LoggerMessage(Level = LogLevel.Information, Message = "Nobody waits at mailbox {Mailbox} for the moment: {Code}; the schedule looks into it")]
    private partial void LogUnwatched(string mailbox, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sweep that a new mail called for failed ({Fault})")]
    private partial void LogFailed(string fault);
}
