using Licensing.Acquisitions;

namespace Licensing.AdditionalPins;

/// <content>What the customer's file and story show, and what comes of all findings together.</content>
public sealed partial class PinReview
{
    private bool FileFits(LiveLicense license) =>
        _case.File is { Readable: true } file && file.Kit == _case.Kit!.Kit.Number
        && (file.Pin == _case.Asked.PinCode || file.Pin == license.Pin) && file.OwnerDigest == license.OwnerDigest;

    private Finding Story()
    {
        var told = HardwareStory.Of(_case.Asked.Reason);
        return Changes switch
        {
            null => new(PinRule.HardwareStory, Bearing.Silent, told.Count > 0 ? "story-not-shown" : "story-without-hardware"),
            { Any: false } => new(PinRule.HardwareStory, Bearing.Asks, "nothing-changed"),
            var changes when told.Count == 0 => new(PinRule.HardwareStory, Bearing.Asks, "story-says-nothing", [changes.Kinds]),
            var changes when HardwareStory.Unexplained(changes, told) is { Count: > 0 } open => new(PinRule.HardwareStory, Bearing.Asks, "story-differs", [open]),
            var changes => new(PinRule.HardwareStory, Bearing.Favours, "story-fits", [changes.Kinds]),
        };
    }

    private Finding RequestFile() => _case.File switch
    {
        null => new(PinRule.RequestFile, Bearing.Silent, "no-file"),
        { Readable: false } => new(PinRule.RequestFile, Bearing.Asks, "file-unreadable"),
        var file when file.Kit.Digits != _case.Asked.KitNumber?.Digits => new(PinRule.RequestFile, Bearing.Asks, "file-other-kit", file.Kit.Digits),
        var file when file.Pin != _case.Asked.PinCode && file.Pin != License?.Pin => new(PinRule.RequestFile, Bearing.Asks, "file-other-pin", file.Pin.Masked),
        var file when License is { } license && file.OwnerDigest != license.OwnerDigest => new(PinRule.RequestFile, Bearing.Asks, "file-owner-differs"),
        _ => new(PinRule.RequestFile, License is null ? Bearing.Silent : Bearing.Favours, License is null ? "file-without-license" : "file-fits"),
    };

    private Finding Usable() => _case.Kit switch
    {
        null => new(PinRule.Usable, Bearing.Silent, "no-kit"),
        { State: KitState.Frozen } => new(PinRule.Usable, Bearing.Forbids, "kit-frozen"),
        { State: KitState.Closed } => new(PinRule.Usable, Bearing.Forbids, "kit-closed"),
        var kit when Set is not null && kit.StateOf(_case.Asked.PinCode!.Value) == PinState.Blocked => new(PinRule.Usable, Bearing.Forbids, "pin-blocked"),
        var kit when Set is not null && kit.IsVoid(_case.Asked.PinCode!.Value) => new(PinRule.Usable, Bearing.Forbids, "pin-void"),
        _ => new(PinRule.Usable, Bearing.Favours, "usable"),
    };

    private PinSuggestion Suggest()
    {
        if (RefusedBy() is var (finding, refusal))
        {
            return new PinSuggestion(PinAct.Refuse, [finding]) { Refusal = refusal };
        }

        var asking = Findings.Where(f => f.Bearing == Bearing.Asks).ToList();
        return asking.Count > 0
            ? new PinSuggestion(PinAct.Ask, asking) { Ask = [.. asking.SelectMany(WhatToAsk).Distinct().Order()] }
            : new PinSuggestion(PinAct.Approve, [.. Findings.Where(f => f.Bearing is Bearing.Favours or Bearing.NeedsSecond)]);
    }

    // The order is the precedence: what no answer of the customer could change comes first.
    private (Finding Finding, PinRefusal Refusal)? RefusedBy()
    {
        foreach (var (rule, refusal) in new[]
        {
            (PinRule.NoViolation, PinRefusal.Violation), (PinRule.Usable, PinRefusal.NotUsable), (PinRule.KitAndPin, PinRefusal.KitOrPin),
            (PinRule.PinUsed, PinRefusal.PinNeverUsed), (PinRule.NoSpareLeft, PinRefusal.SpareLeft),
        })
        {
            if (Findings.First(f => f.Rule == rule) is { Bearing: Bearing.Forbids } against)
            {
                return (against, refusal);
            }
        }

        return Findings.FirstOrDefault(f => f.Code == "nothing-changed") is { } unchanged ? (unchanged, PinRefusal.SamePinWouldDo) : null;
    }

    private IEnumerable<AskFor> WhatToAsk(Finding finding) => finding.Code switch
    {
        "kit-missing" => [AskFor.Kit],
        "pin-missing" or "pin-replaced" => [AskFor.Pin],
        "company-differs" => [AskFor.Company],
        "details-missing" => _case.Asked.Missing.Select(m => m switch
        {
            AskedField.Kit => AskFor.Kit,
            AskedField.Company => AskFor.Company,
            AskedField.Pin => AskFor.Pin,
            AskedField.Reason => AskFor.Reason,
        }),
        "story-differs" or "story-says-nothing" => [AskFor.Reason],
        _ => [AskFor.RequestFile],
    };
}
