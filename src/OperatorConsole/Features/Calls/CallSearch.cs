using System.Globalization;
using Data;
using Data.Calls;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>What a caller can name his earlier call by: its reference, the kit number, the company as told, or date and time.</summary>
internal sealed class CallSearch(OwnerSealing owners, CenterClock clock)
{
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(15);

    // What was told is sealed, so it is opened and compared here; a caller comes back within weeks.
    private static readonly TimeSpan ToldWithin = TimeSpan.FromDays(90);
    private const int MostOpened = 5000;
    private static readonly string[] DayAndTime = ["d.M.yyyy H:m", "d.M.yy H:m", "d.M H:m", "yyyy-M-d H:m", "d.M.yyyy, H:m"];

    internal async Task<IQueryable<CallRow>> ApplyAsync(CenterDb db, IQueryable<CallRow> calls, string find, CancellationToken cancellation)
    {
        if (CallReference.TryParse(find, out var day, out var number, out var check))
        {
            var end = string.Create(CultureInfo.InvariantCulture, $"-{number}-{check}");
            return calls.Where(c => c.Day.EndsWith(day) && c.Reference.EndsWith(end));
        }

        if (TimeOf(find) is { } said)
        {
            var (from, to) = (said - Around, said + Around);
            return calls.Where(c => c.StartedAt >= from && c.StartedAt <= to);
        }

        var digits = string.Concat(find.Where(c => !char.IsWhiteSpace(c) && c != '-'));
        if (digits.Length >= 3 && digits.All(char.IsAsciiDigit))
        {
            return calls.Where(c => db.Kits.Any(k => k.Id == c.KitId && k.Number.StartsWith(digits)));
        }

        var ids = await ToldAsync(db, find, cancellation);
        return calls.Where(c => ids.Contains(c.Id));
    }

    /// <summary>An instant as people say it: a time of today, or a day and a time; in the Center's zone.</summary>
    internal DateTimeOffset? TimeOf(string said)
    {
        var text = said.Trim().ToLowerInvariant().Replace("today", "", StringComparison.Ordinal).Replace("\u0441\u0435\u0433\u043e\u0434\u043d\u044f", "", StringComparison.Ordinal).Trim();
        var today = clock.Local(clock.Now).Date;
        if (TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return clock.At(today.Add(time.ToTimeSpan()));
        }

        return DateTime.TryParseExact(text, DayAndTime, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var moment)
            ? clock.At(text.Count(c => c is '.' or '-') == 1 ? new DateTime(today.Year, moment.Month, moment.Day, moment.Hour, moment.Minute, 0) : moment)
            : null;
    }

    private async Task<List<long>> ToldAsync(CenterDb db, string find, CancellationToken cancellation)
    {
        var since = clock.Now - ToldWithin;
        var told = await db.Calls.Where(c => c.SealedNotes != null && c.StartedAt > since)
            .OrderByDescending(c => c.StartedAt).Take(MostOpened).ToListAsync(cancellation);
        var found = new List<long>();
        foreach (var call in told)
        {
            var notes = await SaveTold.OpenAsync(db, owners, call);
            if (notes.Organization.Contains(find, StringComparison.CurrentCultureIgnoreCase) || notes.Email.Contains(find, StringComparison.OrdinalIgnoreCase))
            {
                found.Add(call.Id);
            }
        }

        return found;
    }
}
