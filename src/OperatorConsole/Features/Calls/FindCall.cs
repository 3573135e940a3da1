using Data;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>Finds a call by the reference that a caller says; the short form means the newest call of that name.</summary>
public sealed class FindCall(Center center)
{
    /// <summary>The full reference; null when there is no such call.</summary>
    public Task<string?> RunAsync(Acting acting, string? said, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        if (!CallReference.TryParse(said, out var day, out var number, out var check))
        {
            return Task.FromResult<string?>(null);
        }

        var end = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"-{number}-{check}");
        return center.ReadAsync<string?>(
            async db => await db.Calls.Where(c => c.Day.EndsWith(day) && c.Reference.EndsWith(end))
                .OrderByDescending(c => c.StartedAt).Select(c => c.Reference).FirstOrDefaultAsync(cancellation),
            cancellation);
    }
}
