using System.Globalization;
using System.Text.RegularExpressions;
using Data.Mail;
using Licensing.AdditionalPins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Tests.Architecture;

namespace OperatorConsole.Tests.AdditionalPins;

/// <summary>Texts that are looked up by a computed key are there: a code without words would stand on the page as its key.</summary>
public sealed partial class PinTextsTests
{
    public static TheoryData<string> Languages => ["en", "ru"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_code_has_its_words(string language)
    {
        var texts = Texts();
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var keys = Findings().Select(code => $"Finding.{code}")
                .Concat(Enum.GetValues<PinAct>().SelectMany(a => new[] { $"Act.{a.Code()}", $"Panel.{a.Code()}", $"Do.{a}" }))
                .Concat(Enum.GetValues<PinRefusal>().SelectMany(r => new[] { $"Refused.{r.Code()}", $"Refusal.Choice.{r.Code()}" }))
                .Concat(Enum.GetValues<AskFor>().SelectMany(a => new[] { $"Checklist.{a.Code()}", $"Ask.{a.Code()}" }))
                .Concat(Enum.GetValues<PinTab>().SelectMany(t => new[] { $"Tab.{t}", $"Queue.Empty.{t}" }))
                .Concat(Enum.GetValues<Bearing>().Select(b => $"Bearing.{b}"))
                .Concat(Enum.GetValues<AskedField>().Select(f => $"Field.{f}"))
                .Concat(Enum.GetValues<RequestState>().Select(s => $"State.{s}"))
                .Concat(Enum.GetValues<OutboxState>().Select(s => $"Sent.{s}"))
                .Concat(Enum.GetValues<PinDecided>().Where(d => d is not (PinDecided.Pending or PinDecided.AwaitsSecond)).Select(d => $"Result.{d}"))
                .Concat(Enum.GetValues<global::Data.Acquisitions.LedgerKind>().Where(k => k != global::Data.Acquisitions.LedgerKind.Request).Select(k => $"Fact.{k}"))
                .Concat(Events().Select(e => $"Event.{e}"))
                .Concat(new[] { "changed", "forbidden", "second-needed", "person-left", "erased", "no-address" }.Select(s => $"Stopped.{s}"))
                .Concat(new[] { "year-exceeded", "observation-open", "address-other", "no-address-on-record" }.Select(b => $"Because.{b}"))
                .ToList();
            keys.Count.ShouldBeGreaterThan(120);
            keys.Where(key => texts[key].ResourceNotFound).ShouldBeEmpty();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    // Codes are written where the rules are; the texts are held against the source.
    private static HashSet<string> Findings() =>
        [.. Sources("PinReview").SelectMany(text => Found().Matches(text)).Select(m => m.Groups["code"].Value), "no-file", "company-unknown", "company-not-given", "address-on-record", "address-same", "story-not-shown", "story-without-hardware", "file-fits", "file-without-license"];

    private static HashSet<string> Events() =>
        [.. SourceFiles.All(".cs").Where(f => f.Path.Contains("AdditionalPins", StringComparison.Ordinal)).SelectMany(f => Happened().Matches(f.Text)).Select(m => m.Groups["kind"].Value), "arrived", "entered", "replied", "bounced", "send-failed", "done", "asked", "claimed", "taken-over"];

    private static IEnumerable<string> Sources(string file) => SourceFiles.All(".cs").Where(f => Path.GetFileName(f.Path).StartsWith(file, StringComparison.Ordinal)).Select(f => f.Text);

    private static IStringLocalizer<AdditionalPinTexts> Texts() =>
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<AdditionalPinTexts>>();

    [GeneratedRegex(@"Bearing\.\w+, ""(?<code>[a-z-]+)""")]
    private static partial Regex Found();

    [GeneratedRegex(@"Happened\([^""]*""(?<kind>[a-z-]+)""")]
    private static partial Regex Happened();
}
