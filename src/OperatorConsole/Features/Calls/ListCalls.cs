using Data;
using Data.Calls;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>A call in a list.</summary>
/// <param name="Reference">Full reference.</param>
/// <param name="State">State.</param>
/// <param name="StartedAt">Start.</param>
/// <param name="LastKeyAt">Last sign of life.</param>
/// <param name="EndedAt">End.</param>
/// <param name="Kit">Kit number, once the code was right.</param>
/// <param name="Product">Product of the kit.</param>
/// <param name="Groups">Complete groups typed.</param>
/// <param name="Line">Line of the answer, 0 before it.</param>
/// <param name="Reason">Why it ended without a license.</param>
/// <param name="Operator">Name of the operator.</param>
public sealed record CallSummary(
    string Reference, CallState State, DateTimeOffset StartedAt, DateTimeOffset LastKeyAt, DateTimeOffset? EndedAt,
    string? Kit, string? Product, int Groups, int Line, string? Reason, string Operator)
{
    /// <summary>What the caller told.</summary>
    public Told Told { get; init; } = new();
}

/// <summary>Which calls are wanted.</summary>
/// <param name="State">In this state only.</param>
/// <param name="OperatorId">Of this operator only.</param>
/// <param name="Since">Started at or after.</param>
/// <param name="Until">Started before.</param>
/// <param name="Find">A reference, a kit number or its beginning, a company as told, or a time.</param>
public sealed record CallFilter(
    CallState? State = null, string? OperatorId = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null, string? Find = null);

/// <summary>Lists calls, newest first, a page at a time.</summary>
public sealed class ListCalls(Center center, OwnerSealing owners, CenterClock clock)
{
    /// <summary>Calls on a page of the log.</summary>
    public const int PageSize = 25;

    /// <summary>One page, and how many there are in all.</summary>
    public Task<(IReadOnlyList<CallSummary> Calls, int Total)> RunAsync(Acting acting, CallFilter filter, int page, CancellationToken cancellation) =>
        RunAsync(acting, filter, page * PageSize, PageSize, cancellation);

    /// <summary>Any stretch of the list, and how many there are in all.</summary>
    public Task<(IReadOnlyList<CallSummary> Calls, int Total)> RunAsync(Acting acting, CallFilter filter, int skip, int take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        ArgumentNullException.ThrowIfNull(filter);
        return center.ReadAsync<(IReadOnlyList<CallSummary>, int)>(async db =>
        {
            var calls = await FilteredAsync(db, filter, cancellation);
            var total = await calls.CountAsync(cancellation);
            var rows = await calls.OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id).Skip(skip).Take(take)
                .Select(c => new
                {
                    c.OwnerKeyId,
                    c.SealedNotes,
                    Call = new CallSummary(
                        c.Reference, c.State, c.StartedAt, c.LastKeyAt, c.EndedAt,
                        db.Kits.Where(k => k.Id == c.KitId).Select(k => k.Number).FirstOrDefault(),
                        db.Kits.Where(k => k.Id == c.KitId).Select(k => k.Product).FirstOrDefault(),
                        c.Groups, c.Line, c.Reason,
                        db.Users.Where(u => u.Id == c.OperatorId).Select(u => u.DisplayName).FirstOrDefault() ?? ""),
                })
                .ToListAsync(cancellation);
            var summaries = new List<CallSummary>(rows.Count);
            foreach (var row in rows)
            {
                summaries.Add(row.Call with { Told = await SaveTold.OpenAsync(db, owners, row.Call.Reference, row.OwnerKeyId, row.SealedNotes) });
            }

            return (summaries, total);
        }, cancellation);
    }

    /// <summary>People who have calls, for the log's filter.</summary>
    public Task<IReadOnlyList<(string Id, string Name)>> OperatorsAsync(Acting acting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        return center.ReadAsync<IReadOnlyList<(string, string)>>(async db =>
        {
            var people = await db.Users.Where(u => db.Calls.Any(c => c.OperatorId == u.Id)).OrderBy(u => u.DisplayName)
                .Select(u => new { u.Id, u.DisplayName }).ToListAsync(cancellation);
            return [.. people.Select(p => (p.Id, p.DisplayName))];
        }, cancellation);
    }

    private async Task<IQueryable<CallRow>> FilteredAsync(CenterDb db, CallFilter filter, CancellationToken cancellation)
    {
        var calls = db.Calls.AsQueryable();
        if (filter.State is { } state)
        {
            calls = calls.Where(c => c.State == state);
        }

        if (filter.OperatorId is { } operatorId)
        {
            calls = calls.Where(c => c.OperatorId == operatorId);
        }

        if (filter.Since is { } since)
        {
            calls = calls.Where(c => c.StartedAt >= since);
        }

        if (filter.Until is { } until)
        {
            calls = calls.Where(c => c.StartedAt < until);
        }

        return filter.Find?.Trim() is { Length: > 0 } find
            ? await new CallSearch(owners, clock).ApplyAsync(db, calls, find, cancellation)
            : calls;
    }
}
