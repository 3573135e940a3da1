using System.Collections.Concurrent;
using Data;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail.Intake;

namespace OperatorConsole.Features.Requests;

/// <summary>Senders and subjects that were opened to be searched by words. They are in memory only, and not for longer than somebody searches; in the database they stay sealed.</summary>
/// <param name="owners">Opens them.</param>
/// <param name="clock">For forgetting them.</param>
public sealed class OpenedSenders(OwnerSealing owners, TimeProvider clock) : IDisposable
{
    /// <summary>After this time without a search everything is forgotten.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    // As many as a backlog has: the newest ones, beyond that.
    private const int MostSearched = 6000;
    private const int MostKept = 20_000;
    private readonly ConcurrentDictionary<long, string> _opened = new();
    private readonly Lock _lock = new();
    private ITimer? _forget;

    /// <summary>How many are in memory.</summary>
    internal int Count => _opened.Count;

    /// <summary>Those of the given requests whose sender or subject holds the text, and when they arrived.</summary>
    internal async Task<IReadOnlyList<(long Id, DateTimeOffset ArrivedAt)>> FindAsync(CenterDb db, IQueryable<RequestRow> requests, string text, CancellationToken cancellation)
    {
        var newest = requests.OrderByDescending(r => r.Id).Take(MostSearched);

        // Asked each time: whoever was erased is found no more, whatever memory still holds.
        var rows = await newest.Join(db.OwnerKeys, r => r.OwnerKeyId, k => k.Id, (r, k) => new { r.Id, r.ArrivedAt, Erased = k.SealedKey == null }).ToListAsync(cancellation);
        foreach (var erased in rows.Where(r => r.Erased))
        {
            _opened.TryRemove(erased.Id, out _);
        }

        var closed = rows.Where(r => !r.Erased && !_opened.ContainsKey(r.Id)).Select(r => r.Id).ToHashSet();
        if (closed.Count > 0)
        {
            await OpenAsync(db, requests, closed, cancellation);
        }

        ForgetLater();

        // A backlog is thousands: letter by letter, without the rules of a language.
        return [.. rows.Where(r => _opened.TryGetValue(r.Id, out var opened) && opened.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(r => (r.Id, r.ArrivedAt))];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_lock)
        {
            _forget?.Dispose();
        }
    }

    // What is not open yet came in last, as a rule: a stretch of numbers, and seldom more of it than is wanted.
    private async Task OpenAsync(CenterDb db, IQueryable<RequestRow> requests, HashSet<long> closed, CancellationToken cancellation)
    {
        if (_opened.Count + closed.Count > MostKept)
        {
            _opened.Clear();
        }

        var (from, to) = (closed.Min(), closed.Max());
        var rows = await requests.Where(r => r.Id >= from && r.Id <= to)
            .Join(db.OwnerKeys, r => r.OwnerKeyId, k => k.Id, (r, k) => new { r.Id, r.Name, r.SealedSender, Owner = k }).ToListAsync(cancellation);
        foreach (var (id, text) in rows.Where(r => closed.Contains(r.Id)).AsParallel().WithCancellation(cancellation)
            .Select(r => (r.Id, RequestSender.Open(owners, r.Owner, r.Name, r.SealedSender) is { } sender ? $"{sender.Subject}\n{sender.Name}\n{sender.Address}" : "")))
        {
            _opened[id] = text;
        }
    }

    private void ForgetLater()
    {
        lock (_lock)
        {
            _forget ??= clock.CreateTimer(_ => _opened.Clear(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _forget.Change(Kept, Timeout.InfiniteTimeSpan);
        }
    }
}
