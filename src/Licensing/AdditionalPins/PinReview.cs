using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;

namespace Licensing.AdditionalPins;

/// <summary>A request for an additional PIN code, held against the rules P1 to P12. Guide: "Acquiring additional PIN codes".</summary>
public sealed partial class PinReview
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);
    private readonly PinCase _case;

    private PinReview(PinCase asked)
    {
        _case = asked;
        Set = asked.Kit is { } kit && asked.Asked.PinCode is { } pin ? kit.Kit.SetOf(pin) : null;
        License = Set is null ? null : LicenseOf(asked.Kit!, asked.Asked.PinCode!.Value);
        Changes = License is { } license && FileFits(license) && asked.File!.Computer is { } now
            ? ComputerChanges.Between(asked.Kit!.Kit.Number, license.Sketch, license.Computer, null, now)
            : null;
        Findings =
        [
            NoViolation(), NoSpareLeft(), KitAndPin(), YearlyNumber(), PinUsed(), NoObservation(),
            Company(), Address(), Story(), RequestFile(), Usable(), Complete(),
        ];
        Suggestion = Suggest();
    }

    /// <summary>What each rule found, in their order.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The set that a PIN would join; null while kit and PIN are not known to belong together.</summary>
    public LicenseSet? Set { get; }

    /// <summary>The license that is to move; null when the PIN has none.</summary>
    public LiveLicense? License { get; }

    /// <summary>What changed at the computer, where a fitting file shows it.</summary>
    public ComputerChanges? Changes { get; }

    /// <summary>What the rules would do.</summary>
    public PinSuggestion Suggestion { get; }

    /// <summary>Whether a PIN may be given at all.</summary>
    public bool MayApprove => License is not null && Findings.All(f => f.Bearing != Bearing.Forbids);

    /// <summary>Why a supervisor who did not ask for it must agree; empty: one person is enough.</summary>
    public IReadOnlyList<Finding> SecondBecause => [.. Findings.Where(f => f.Bearing == Bearing.NeedsSecond)];

    /// <summary>Holds a request against the rules.</summary>
    public static PinReview Of(PinCase asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return new PinReview(asked);
    }

    // A PIN whose license moved on names that license still.
    private static LiveLicense? LicenseOf(KitHistory kit, PinCode pin) =>
        kit.LiveOn(pin) ?? (kit.Facts.OfType<LicenseMoved>().LastOrDefault(m => m.From == pin) is { } moved ? kit.LiveWith(moved.License) : null);

    private Finding NoViolation() => _case.Violations.Decided is { Count: > 0 } decided
        ? new(PinRule.NoViolation, Bearing.Forbids, "violation-decided", string.Join(", ", decided.Select(d => d.Name)), decided[^1].At)
        : new(PinRule.NoViolation, Bearing.Favours, "no-violation");

    private Finding NoSpareLeft()
    {
        if (Set is not { } set)
        {
            return new(PinRule.NoSpareLeft, Bearing.Silent, "set-unknown");
        }

        var unused = set.Pins.Where(p => _case.Kit!.StateOf(p.Code) == PinState.Unused).Select(p => p.Code.Masked).ToList();
        return unused.Count > 0
            ? new(PinRule.NoSpareLeft, Bearing.Forbids, "spare-left", unused.Count, string.Join(", ", unused))
            : new(PinRule.NoSpareLeft, Bearing.Favours, "no-spare-left", set.Pins.Count);
    }

    private Finding KitAndPin() => (_case.Kit, _case.Asked) switch
    {
        (_, { KitNumber: null }) => new(PinRule.KitAndPin, Bearing.Asks, "kit-missing"),
        (null, _) => new(PinRule.KitAndPin, Bearing.Forbids, "kit-unknown", _case.Asked.Kit),
        (_, { PinCode: null }) => new(PinRule.KitAndPin, Bearing.Asks, "pin-missing"),
        _ when Set is null => new(PinRule.KitAndPin, Bearing.Forbids, "pin-not-of-kit", _case.Asked.PinCode!.Value.Masked),
        _ => new(PinRule.KitAndPin, Bearing.Favours, "pin-of-kit", Set.Type, _case.Asked.PinCode!.Value.Masked),
    };

    private Finding YearlyNumber()
    {
        var count = _case.Kit?.Facts.OfType<AdditionalPinJoined>().Count(j => j.At > _case.Now - Year) ?? 0;
        return count >= _case.MostPerYear
            ? new(PinRule.YearlyNumber, Bearing.NeedsSecond, "year-exceeded", count, _case.MostPerYear)
            : new(PinRule.YearlyNumber, Bearing.Favours, "year-within", count, _case.MostPerYear);
    }

    private Finding PinUsed()
    {
        if (Set is null)
        {
            return new(PinRule.PinUsed, Bearing.Silent, "pin-unknown");
        }

        var pin = _case.Asked.PinCode!.Value;
        return License is not { } license ? new(PinRule.PinUsed, Bearing.Forbids, "pin-never-used", pin.Masked)
            : license.Pin != pin ? new(PinRule.PinUsed, Bearing.Asks, "pin-replaced", pin.Masked, license.Pin.Masked)
            : new(PinRule.PinUsed, Bearing.Favours, "pin-used", license.At, license.Method);
    }

    private Finding NoObservation() => _case.Violations.Open is { Count: > 0 } open
        ? new(PinRule.NoObservation, Bearing.NeedsSecond, "observation-open", string.Join(", ", open.Select(o => o.Name)), open[^1].At)
        : new(PinRule.NoObservation, Bearing.Favours, "no-observation");

    private Finding Company()
    {
        var known = new[] { License?.Owner?.Organization, License?.Owner is { } o ? $"{o.LastName} {o.FirstName} {o.MiddleName}".Trim() : null, _case.RegisteredOwner }
            .Where(n => !string.IsNullOrWhiteSpace(n)).Select(n => n!).ToList();
        if (_case.Asked.Company.Length == 0 || known.Count == 0)
        {
            return new(PinRule.Company, Bearing.Silent, known.Count == 0 ? "company-unknown" : "company-not-given");
        }

        var (name, distance) = known.Select(n => (n, CompanyName.Distance(n, _case.Asked.Company))).MinBy(n => n.Item2);
        return distance == 0
            ? new(PinRule.Company, Bearing.Favours, "company-same", name)
            : new(PinRule.Company, Bearing.Asks, "company-differs", name, distance);
    }

    private Finding Address() => (License, License?.AddressOnRecord) switch
    {
        (null, _) => new(PinRule.Address, Bearing.Silent, "license-unknown"),
        (_, null) => new(PinRule.Address, Bearing.NeedsSecond, "no-address-on-record"),
        (_, { } record) when _case.From is { } from && !from.Trim().Equals(record.Trim(), StringComparison.OrdinalIgnoreCase) =>
            new(PinRule.Address, Bearing.NeedsSecond, "address-other", from, record),
        (_, { } record) => new(PinRule.Address, Bearing.Favours, _case.From is null ? "address-on-record" : "address-same", record),
    };

    private Finding Complete() => _case.Asked.Missing is { Count: > 0 } missing
        ? new(PinRule.Complete, Bearing.Asks, "details-missing", [missing])
        : new(PinRule.Complete, Bearing.Favours, "details-complete");
}
