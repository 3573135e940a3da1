using System.Buffers.Text;
using System.Security.Cryptography;
using Data;
using Data.Staff;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Features.Staff;

/// <summary>One-time links with which a person sets a password. The token itself is kept nowhere.</summary>
/// <param name="center">Writes take their turn in it: while a backlog is worked off the database is busy for longer than a write outside would wait.</param>
/// <param name="lookup">Keyed look-up of a token.</param>
/// <param name="clock">The time.</param>
public sealed class InvitationTokens(Center center, Func<string, byte[]> lookup, TimeProvider clock)
{
    /// <summary>How long a link can be used.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Makes a token for a person, or (without one) for whoever becomes the first administrator.</summary>
    public async Task<string> IssueAsync(string? userId, CancellationToken cancellation)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await center.WriteAsync(
            db => Task.FromResult(db.Invitations.Add(new InvitationRow { TokenLookup = lookup(token), UserId = userId, ExpiresAt = clock.GetUtcNow() + Lifetime })), cancellation);
        return token;
    }

    /// <summary>The invitation behind a token that can still be used, or null.</summary>
    public async Task<InvitationRow?> FindAsync(string? token, CancellationToken cancellation)
    {
        if (token is not { Length: > 0 and <= 100 })
        {
            return null;
        }

        var kept = lookup(token);
        var now = clock.GetUtcNow();
        return await center.ReadAsync(
            db => db.Invitations.SingleOrDefaultAsync(invitation => invitation.TokenLookup == kept && invitation.UsedAt == null && invitation.ExpiresAt > now, cancellation), cancellation);
    }

    /// <summary>Uses it up; false for all but the first who ask.</summary>
    public async Task<bool> UseAsync(InvitationRow invitation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        var now = clock.GetUtcNow();
        return await center.WriteAsync(
            db => db.Invitations
                .Where(row => row.Id == invitation.Id && row.UsedAt == null && row.ExpiresAt > now)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.UsedAt, now), cancellation),
            cancellation) == 1;
    }
}
