using Data;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OperatorConsole.Mail;

/// <summary>Whether mail comes in and goes out. It never keeps a console from being ready: calls and uploads need no mailbox.</summary>
internal sealed class MailAnswers(Center center, MailSettings settings, TimeProvider clock) : IHealthCheck
{
    // One failed look is a hiccup, and a letter may wait for its server a while.
    private const int Failures = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // One that is not looked into any more is nobody's trouble.
        var (late, boxes) = (clock.GetUtcNow() - Patience, settings.MailboxNames);
        return await center.ReadAsync(async db =>
                await db.Mailboxes.AnyAsync(m => boxes.Contains(m.Name) && m.Failures >= Failures, cancellationToken)
                || await db.Outbox.AnyAsync(o => o.State == OutboxState.Waiting && o.QueuedAt < late, cancellationToken), cancellationToken)
            ? HealthCheckResult.Degraded()
            : HealthCheckResult.Healthy();
    }
}
