using Licensing.Acquisitions;
using Licensing.Kits;
using Microsoft.Extensions.Localization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>What an operator says to a caller whose request is refused: what is the case, and the way out.</summary>
internal static class RefusalWords
{
    internal static string For(IStringLocalizer<CallTexts> texts, CenterClock clock, CodeRefused refused, string reference)
    {
        var sentence = Sentence(texts, clock, refused, reference);
        // What is compared beside it is not told twice.
        if (refused.About is { Changes.Count: > 0, ComputerChanged: false } changed)
        {
            sentence += " " + texts["Refusal.Changed", string.Join("; ", changed.Changes.Select(c => texts[$"Change.{c}"].Value))].Value;
        }

        return refused.About is { NeedsAdditionalPin: true } ? $"{sentence} {texts["Refusal.RequestAdditionalPins"].Value}" : sentence;
    }

    private static string Sentence(IStringLocalizer<CallTexts> texts, CenterClock clock, CodeRefused refused, string reference)
    {
        var about = refused.About;
        var pin = about?.Pin.Masked ?? "";
        return refused.Reason switch
        {
            Reason.TooManyFailures => texts["Refusal.TooManyFailures", CallReference.Short(reference)],
            Reason.KitOrPin => texts["Refusal.KitOrPin"],
            Reason.LicenseMoved => texts["Refusal.LicenseMoved", pin],
            Reason.KitFrozen => texts["Refusal.KitFrozen", CallReference.Short(reference)],
            Reason.KitClosed => texts["Refusal.KitClosed", CallReference.Short(reference)],
            Reason.PinBlocked => texts["Refusal.PinBlocked", pin, CallReference.Short(reference)],
            Reason.PhoneSingleUserOnly => about?.Set.Type == LicenseType.Server ? texts["Refusal.ServerByPhone"] : texts["Refusal.MultiUserByPhone"],
            Reason.PinVoid => texts["Refusal.PinVoid", pin],
            Reason.NoLicenseLeft => texts["Refusal.NoLicenseLeft", about?.Set.Licenses ?? 0],
            Reason.UseRestoration when about is { SameComputer: true, UsedSince: { } since } =>
                texts["Refusal.UsedHere", clock.Day(since)],
            Reason.UseRestoration => texts["Refusal.UsedElsewhere", pin, about?.UnusedPins ?? 0],
            Reason.NothingToRestore => texts["Refusal.NothingToRestore"],
            Reason.OtherMethod when about?.License is { } license =>
                texts[license.RestoredBy is [var only] ? $"Refusal.OtherMethod.{only}" : "Refusal.OtherMethod.Either", clock.Day(license.AcquiredAt)],
            Reason.OtherMethod => texts["Refusal.OtherMethod"],
            Reason.OwnerDiffers => texts["Refusal.OwnerDiffers"],
            Reason.ComputerChanged when about is { NeedsAdditionalPin: true } => texts["Refusal.ComputerChangedNoneLeft"],
            Reason.ComputerChanged => texts["Refusal.ComputerChanged", about?.UnusedPins ?? 0],
            Reason.SpareNotUsable when about is { NeedsAdditionalPin: true } => texts["Refusal.SpareNotUsableNoneLeft", pin],
            Reason.SpareNotUsable => texts["Refusal.SpareNotUsable", pin, about?.UnusedPins ?? 0],
            Reason.SamePinWouldDo => texts["Refusal.SamePinWouldDo"],
        };
    }
}
