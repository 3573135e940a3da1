using System.Globalization;
using Data.Acquisitions;
using Data.Calls;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;
using Licensing.Owners;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OperatorConsole.Features.Kits;
using OperatorConsole.Features.Kits.Csv;
using OperatorConsole.Features.Kits.Proposals;

namespace OperatorConsole.Tests.Kits;

/// <summary>Whatever can stand on a kit's page has words in both languages: a new reason, fact or state fails here until it has.</summary>
public sealed class KitTextsTests
{
    private static readonly LedgerKind[] Corrections =
    [
        LedgerKind.AcquisitionAnnulled, LedgerKind.OwnerCorrected, LedgerKind.KitTransferred, LedgerKind.KitRefunded, LedgerKind.ComputerAccepted, LedgerKind.CorrectionUndone,
    ];

    public static TheoryData<string, string> Keys =>
    [
        .. from key in (IEnumerable<string>)
        [
            .. Enum.GetValues<Reason>().Select(r => $"Refusal.{r.Code()}"),
            .. Enum.GetValues<Observation>().Select(o => $"Observation.{o.Code()}"),
            .. Enum.GetValues<CorrectionObjection>().Select(o => $"Objection.{o.Code()}"),
            .. Enum.GetValues<KeyParameter>().Select(p => $"Parameter.{p.Code()}"),
            .. Enum.GetValues<SketchChange>().Select(p => $"Parameter.{p.Code()}"),
            .. Named<LedgerKind>("Fact").Where(k => k != $"Fact.{LedgerKind.Request}"),
            .. Corrections.Select(k => $"Correct.{k}"),
            .. Corrections.Where(k => k != LedgerKind.CorrectionUndone).Select(k => $"CorrectHint.{k}"),
            .. Named<OwnerField>("OwnerField"),
            .. Named<Outcome>("Outcome"), .. Named<Method>("Method"), .. Named<KitState>("KitState"), .. Named<PinState>("PinState"), .. Named<PinOrigin>("Origin"),
            .. Named<LicenseType>("Type"), .. Named<CallState>("CallState"), .. Named<OwnerSlip>("Slip"), .. Named<Reveal>("Reveal").Where(r => r != "Reveal.Done"),
            .. Named<ProposalEnd>("ProposalEnd"), .. Named<CsvProblem>("CsvProblem"),
            .. DeliveryTemplates.Names.Append(DeliveryTemplates.Custom).Select(t => $"Template.{t}"),
        ]
        from language in new[] { "en", "ru" }
        select (key, language),
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Everything_that_can_be_shown_of_a_kit_has_words(string key, string language)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var text = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<KitTexts>>()[key];
            text.ResourceNotFound.ShouldBeFalse();
            text.Value.Any(c => c is >= 'а' and <= 'я').ShouldBe(language == "ru", text.Value);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IEnumerable<string> Named<T>(string group)
        where T : struct, Enum => Enum.GetNames<T>().Select(name => $"{group}.{name}");
}
