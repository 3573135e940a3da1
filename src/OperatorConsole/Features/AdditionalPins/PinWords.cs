using System.Globalization;
using Licensing.Acquisitions;
using Licensing.AdditionalPins;
using Licensing.Kits;
using Microsoft.Extensions.Localization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Findings, times and outcomes in the reader's words.</summary>
internal static class PinWords
{
    /// <summary>What a rule found.</summary>
    internal static string Of(IStringLocalizer<AdditionalPinTexts> texts, CenterClock clock, Finding finding) =>
        texts[$"Finding.{finding.Code}", [.. finding.Evidence.Select(e => (object)Word(texts, clock, e))]];

    /// <summary>How long something waits.</summary>
    internal static string Age(IStringLocalizer<AdditionalPinTexts> texts, TimeSpan age) => age switch
    {
        { TotalHours: < 1 } => texts["Age.Minutes", Math.Max(0, (int)age.TotalMinutes)],
        { TotalDays: < 1 } => texts["Age.Hours", (int)age.TotalHours, age.Minutes],
        _ => texts["Age.Days", (int)age.TotalDays, age.Hours],
    };

    /// <summary>The look of a mark.</summary>
    internal static string Tone(Bearing bearing) => bearing switch
    {
        Bearing.Favours => "ok",
        Bearing.Silent => "",
        Bearing.Asks or Bearing.NeedsSecond => "warn",
        Bearing.Forbids => "bad",
    };

    /// <summary>What happened to a request.</summary>
    internal static string Of(IStringLocalizer<AdditionalPinTexts> texts, RequestMoment moment) => moment switch
    {
        { Kind: "stopped", Detail: { } why } => texts["Event.stopped", texts[$"Stopped.{why}"].Value],
        { Kind: "decided" or "undone" or "agreed" or "declined" or "done", Detail: { } act } => texts[$"Event.{moment.Kind}", texts[$"Act.{act}"].Value],
        _ => texts[$"Event.{moment.Kind}"],
    };

    /// <summary>What happened to a kit.</summary>
    internal static string Of(IStringLocalizer<AdditionalPinTexts> texts, KitMoment moment) => moment.Outcome is { } outcome
        ? texts[$"Outcome.{outcome}", moment.Pin, texts[$"Method.{moment.Method}"].Value, moment.Reason is { } reason ? texts[$"Refusal.{reason}"].Value : ""]
        : texts[$"Fact.{moment.Kind}", moment.Pin];

    /// <summary>A letter of ours; sent again, it is the same letter.</summary>
    internal static string Kind(IStringLocalizer<AdditionalPinTexts> texts, string kind) =>
        texts[$"Sent.{(kind.IndexOf("-again-", StringComparison.Ordinal) is > 0 and var at ? kind[..at] : kind)}"];

    private static string Word(IStringLocalizer<AdditionalPinTexts> texts, CenterClock clock, object evidence) => evidence switch
    {
        DateTimeOffset at => clock.Day(at),
        Method method => texts[$"Method.{method}"],
        LicenseType type => texts[$"Type.{type}"],
        IReadOnlyList<AskedField> fields => string.Join(", ", fields.Select(f => texts[$"Field.{f}"].Value)),
        IReadOnlyList<string> parameters => string.Join(", ", parameters.Select(p => texts[$"Parameter.{p}"].Value)),
        IFormattable number => number.ToString(null, CultureInfo.CurrentCulture),
        _ => evidence.ToString() ?? "",
    };
}
