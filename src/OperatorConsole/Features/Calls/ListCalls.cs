using Data;
using Data.Calls;
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
    string? Kit, string? Product, int Groups, int Line, string? Reason, string Operator);

/// <summary>Which calls are wanted.</summary>
/// <param name="State">In this state only.</param>
/// <param name="OperatorId">Of this operator only.</param>
/// <param name="Since">Started at or after.</param>
/// <param name="Find">A reference or a kit number, whole or its beginning.</param>
public sealed record CallFilter(CallState? State = null, string? OperatorId = null, DateTimeOffset? Since = null, string? Find = null);

/// <summary>Lists calls, newest first, a page at a time.</summary>
public sealed class ListCalls(Center center)
{
    /// <summary>Calls on a page of the log.</summary>
    public const int PageSize = 25;

    /// <summary>One page, and how many there are in all.</summary>
    public Task<(IReadOnlyList<CallSummary> Calls, int Total)> RunAsync(Acting acting, CallFilter filter, int page, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        ArgumentNullException.ThrowIfNull(filter);
        acting.Require(Access.Calls);
        return center.ReadAsync<(IReadOnlyList<CallSummary>, int)>(async db =>
        {
            var calls = Filtered(db, filter);
            var total = await calls.CountAsync(cancellation);
            var rows = await calls.OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id).Skip(page * PageSize).Take(PageSize)
                .Select(c => new CallSummary(
                    c.Reference, c.State, c.StartedAt, c.LastKeyAt, c.EndedAt,
                    db.Kits.Where(k => k.Id == c.KitId).Select(k => k.Number).FirstOrDefault(),
                    db.Kits.Where(k => k.Id == c.KitId).Select(k => k.Product).FirstOrDefault(),
                    c.Groups, c.Line, c.Reason,
                    db.Users.Where(u => u.Id == c.OperatorId).Select(u => u.DisplayName).FirstOrDefault() ?? ""))
                .ToListAsync(cancellation);
            return (rows, total);
        }, cancellation);
    }

    private static IQueryable<CallRow> Filtered(CenterDb db, CallFilter filter)
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

        var find = filter.Find?.Trim() ?? "";
        if (find.Length == 0)
        {
            return calls;
        }

        if (CallReference.TryParse(find, out var day, out var number, out var check))
        {
            var end = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"-{number}-{check}");
            return calls.Where(c => c.Day.EndsWith(day) && c.Reference.EndsWith(end));
        }

        return calls.Where(c => db.Kits.Any(k => k.Id == c.KitId && k.Number.StartsWith(find)));
    }
}
