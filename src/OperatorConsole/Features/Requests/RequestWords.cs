using System.Globalization;
using Data.Mail;
using Microsoft.Extensions.Localization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Words that several parts of the desk say alike.</summary>
internal static class RequestWords
{
    /// <summary>A text by its code; a code that this version does not know is shown as it is.</summary>
    internal static string Said(this IStringLocalizer<RequestTexts> texts, string group, string? code) =>
        code is null ? "" : texts[$"{group}.{code}"] is { ResourceNotFound: false } text ? text.Value : code;

    /// <summary>Why it was not answered by itself, in two or three words.</summary>
    internal static string Short(this IStringLocalizer<RequestTexts> texts, RequestSummary request) =>
        request is { Reason: "refused", Detail: { } detail } ? texts.Said("Refusal", detail) : texts.Said("Reason", request.Reason);

    /// <summary>How long something has waited.</summary>
    internal static string Age(this IStringLocalizer<RequestTexts> texts, TimeSpan age) => age switch
    {
        { TotalMinutes: < 60 } => texts["Age.Minutes", Math.Max(0, (int)age.TotalMinutes)],
        { TotalHours: < 24 } => texts["Age.Hours", (int)age.TotalHours, age.Minutes.ToString("00", CultureInfo.InvariantCulture)],
        _ => texts["Age.Days", (int)age.TotalDays, age.Hours],
    };

    /// <summary>A mark for what has waited long on us; null where nobody need hurry.</summary>
    internal static string? Mark(RequestSummary request, DateTimeOffset now) => request.State != RequestState.Open ? null : (now - request.ArrivedAt).TotalHours switch
    {
        >= 4 => "!!",
        >= 2 => "!",
        _ => null,
    };

    /// <summary>Day and time, the day only where it is not today's.</summary>
    internal static string Moment(this CenterClock clock, DateTimeOffset at) => at >= clock.StartOfDay ? clock.Time(at) : $"{clock.Day(at)} {clock.Time(at)}";

    /// <summary>For whom a request waits, or until when.</summary>
    internal static string Waiting(this IStringLocalizer<RequestTexts> texts, CenterClock clock, RequestSummary request) =>
        request.WaitUntil is { } until ? texts["State.WaitingUntil", clock.Day(until), clock.Time(until)] : texts["State.Waiting"];

    /// <summary>The look of a suggestion.</summary>
    internal static string LookOf(RequestSuggestion suggestion) => suggestion switch
    {
        RequestSuggestion.Approve => "ok",
        RequestSuggestion.Refuse => "bad",
        RequestSuggestion.Ask => "warn",
    };

    /// <summary>Path of the place where a request is worked on.</summary>
    internal static string PathOf(this IEnumerable<RequestPlace> places, RequestSummary request) =>
        (places.FirstOrDefault(p => p.Kind == request.Kind)?.Prefix ?? "/requests/") + request.Reference;

    /// <summary>The look of what the rules say.</summary>
    internal static string LookOf(RulesView rules) => rules.Verdict switch
    {
        "granted" or "repeated" => "ok",
        "none" => "",
        "unreadable" => "warn",
        _ => "bad",
    };

    /// <summary>What the rules say, in two or three words.</summary>
    internal static string VerdictOf(this IStringLocalizer<RequestTexts> texts, RulesView rules) =>
        rules.Reason is not null ? texts.Said("Refusal", rules.Verdict.Split(':')[^1]) : texts[$"Verdict.{rules.Verdict}"].Value;

    /// <summary>The look of a request's state in a list.</summary>
    internal static string LookOf(RequestSummary request, string me) =>
        request.HolderId == me ? "ok"
        : request.Stopped is not null || request.Reason is "bounced" or "send-failed" or "unreadable" ? "warn"
        : request is { State: RequestState.Open, HolderId: null, Reason: "refused" } ? "bad"
        : "";
}
