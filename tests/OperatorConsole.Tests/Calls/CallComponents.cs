using System.Globalization;
using Bunit;
using Data.Acquisitions;
using Licensing.Acquisitions;
using Licensing.Kits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Time.Testing;
using OperatorConsole.Features.Calls;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Calls;

/// <summary>Components of the call, rendered in a language of the test's choice.</summary>
public abstract class CallComponents : BunitContext
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _uiCulture = CultureInfo.CurrentUICulture;

    protected CallComponents()
    {
        Services.AddLocalization();
        Services.AddSingleton(Clock);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Speak("en");
    }

    protected static DateTimeOffset Noon { get; } = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    protected static CenterClock Clock { get; } = new(new FakeTimeProvider(Noon), TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"));

    protected IStringLocalizer<CallTexts> Texts => Services.GetRequiredService<IStringLocalizer<CallTexts>>();

    protected static void Speak(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    protected static PinCode Pin(string digits = "746185858112352")
    {
        PinCode.Parse(digits, out var pin).ShouldBe(PinFault.None);
        return pin;
    }

    protected static LicenseSet SingleUser { get; } = new(1, LicenseType.SingleUser, 5, 5, 'A', [.. Enumerable.Repeat(new KitPin(default, PinOrigin.Kit), 15)]);

    protected static LicenseSet MultiUser { get; } = new(2, LicenseType.MultiUser, 5, 1, 'A', [.. Enumerable.Repeat(new KitPin(default, PinOrigin.Kit), 3)]);

    protected static LicenseSet Server { get; } = new(3, LicenseType.Server, null, 1, null, [.. Enumerable.Repeat(new KitPin(default, PinOrigin.Kit), 3)]);

    protected static CodeDetails About(LicenseSet? set = null, PinState state = PinState.Unused) => new()
    {
        Kit = "075312509",
        Product = "Accounting Suite 8",
        Operation = Operation.Initial,
        Pin = Pin(),
        PinState = state,
        Set = set ?? SingleUser,
        Live = 0,
        UnusedPins = 15,
        Changes = [],
        DecidesAgainst = [],
        History = [new HistoryItem(Noon.AddDays(-40), LedgerKind.KitMade, null, null, null, null, null)],
    };

    protected override void Dispose(bool disposing)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _uiCulture);
        base.Dispose(disposing);
    }
}
