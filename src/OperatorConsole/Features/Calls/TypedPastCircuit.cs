using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>What was typed while the circuit was gone for good: a page that is about to be loaded anew tells it by a form, so that the browser need not keep it.</summary>
internal static class TypedPastCircuit
{
    internal static void MapTypedPastCircuit(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/calls/{reference}/typed", (string reference, [FromForm] long sequence, [FromForm] string? digits, HttpContext context, SaveDigits save) =>
            KeptAsync(() => save.RunAsync(Acting.From(context.User), reference, sequence, digits ?? "", context.RequestAborted)))
            .RequireAuthorization(Access.Calls);
        routes.MapPost("/calls/{reference}/said", (string reference, [FromForm] string? said, HttpContext context, RecordLine record) =>
            KeptAsync(async () =>
            {
                foreach (var (line, checksum) in Checksums(said))
                {
                    await record.RunAsync(Acting.From(context.User), reference, line, checksum, context.RequestAborted);
                }
            }))
            .RequireAuthorization(Access.Calls);
    }

    private static async Task<IResult> KeptAsync(Func<Task> keep)
    {
        try
        {
            await keep();
            return Results.NoContent();
        }
        catch (NoSuchCallException)
        {
            return Results.NotFound();
        }
        catch (CallTakenOverException)
        {
            return Results.Conflict();
        }
    }

    // "4-123 5-007": lines with what was said for them, in the order in which it was said.
    private static IEnumerable<(int Line, int Said)> Checksums(string? said)
    {
        foreach (var one in (said ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (one.Split('-') is [var first, var second]
                && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line is >= 1 and <= ReadBackAnswer.Total
                && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var checksum) && checksum <= 999)
            {
                yield return (line, checksum);
            }
        }
    }
}
