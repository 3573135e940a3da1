using System.Globalization;
using System.Net.Mime;
using Data;
using Licensing.Acquisitions;
using Licensing.Files;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.SelfService;

/// <summary>Why a program got no license, as RFC 9457 has it. Nothing in it tells one request from another that is refused alike.</summary>
/// <param name="Type">Which kind of problem.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Status">The HTTP status again.</param>
/// <param name="Detail">What is the case here.</param>
/// <param name="Member">Path of the member at fault; empty for the body as a whole, null where no member is.</param>
/// <param name="Reasons">Why the rules refuse, the deciding reason first.</param>
/// <param name="Reference">Of a fault of the Center's own: what to name when asking about it.</param>
public sealed record ApiProblem(
    string Type, string Title, int Status, string? Detail = null, string? Member = null, IReadOnlyList<CustomerReason>? Reasons = null, string? Reference = null);

/// <summary><c>POST /api/v1/licenses</c>: the automatic method. Formats and interfaces, section 3.</summary>
internal static class LicenseApi
{
    internal const string Path = "/api/v1/licenses";
    internal const string Jose = "application/jose";
    internal const string IdHeader = "X-License-Id";

    // Kinds of problems are named, not located: nothing stands behind them to be fetched.
    private const string Kind = "urn:licensing-center:";
    private static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(5);

    internal static async Task<IResult> AnswerAsync(
        HttpContext context, TakeRequestFile take, CustomerWords words, IStringLocalizer<SelfServiceTexts> texts)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !(type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals(Jose, StringComparison.OrdinalIgnoreCase)))
        {
            return Problem(StatusCodes.Status415UnsupportedMediaType, "unsupported-type", texts["Api.UnsupportedType"], texts["Api.UnsupportedType.Detail"]);
        }

        if (context.Request.ContentLength > LicenseRequestFile.MostBytes)
        {
            return TooLarge(texts);
        }

        try
        {
            return await take.RunAsync(context.Request.Body, Method.Automatic, context.Connection.RemoteIpAddress, context.RequestAborted) switch
            {
                Taken.Answered { File: FileAnswer.Issued issued } => License(context, issued),
                Taken.Answered { File: FileAnswer.Refused refused } => Refusal(context, refused, words, texts),
                Taken.Answered { File: FileAnswer.Unreadable fault } =>
                    Problem(StatusCodes.Status400BadRequest, "unreadable", texts["Api.Unreadable"], words.Of(fault.Member, fault.Expectation, fault.Place), fault.Member),
                Taken.TooLarge => TooLarge(texts),
                Taken.Wait wait => Later(context, StatusCodes.Status429TooManyRequests, "too-many-requests", texts["Api.TooMany"], wait.For),
                var other => throw new InvalidOperationException($"No such answer: {other.GetType().Name}."),
            };
        }
        catch (BusyException)
        {
            return Later(context, StatusCodes.Status503ServiceUnavailable, "busy", texts["Api.Busy"], BusyWait);
        }
        catch (BadHttpRequestException fault)
        {
            return Problem(fault.StatusCode, "bad-request", texts["Api.Unreadable"], texts["Api.BadBody"]);
        }
    }

    private static IResult License(HttpContext context, FileAnswer.Issued issued)
    {
        context.Response.Headers[IdHeader] = issued.LicenseId;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(issued.File, Jose);
    }

    // A refusal like any other, also for programs that know no further status; but this one passes, and the answer says when.
    private static IResult Refusal(HttpContext context, FileAnswer.Refused refused, CustomerWords words, IStringLocalizer<SelfServiceTexts> texts)
    {
        var reasons = words.Of(refused.Decision);
        if (refused.Decision.Reason == Reason.TooManyFailures)
        {
            RetryAfter(context, AnswerFile.FailuresForgotten);
        }

        return Problem(StatusCodes.Status422UnprocessableEntity, "refused", texts["Api.Refused"], reasons[0].Message, reasons: reasons);
    }

    private static IResult TooLarge(IStringLocalizer<SelfServiceTexts> texts) =>
        Problem(StatusCodes.Status413PayloadTooLarge, "too-large", texts["Api.TooLarge"], texts["Api.TooLarge.Detail", LicenseRequestFile.MostBytes / 1024]);

    private static IResult Later(HttpContext context, int status, string kind, string title, TimeSpan wait)
    {
        RetryAfter(context, wait);
        return Problem(status, kind, title, detail: null);
    }

    private static void RetryAfter(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    internal static IResult Problem(
        int status, string kind, string title, string? detail, string? member = null, IReadOnlyList<CustomerReason>? reasons = null, string? reference = null) =>
        Results.Json(new ApiProblem(Kind + kind, title, status, detail, member, reasons, reference), ApiJson.Options, MediaTypeNames.Application.ProblemJson, status);
}
