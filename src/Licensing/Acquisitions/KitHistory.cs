using Licensing.Kits;

namespace Licensing.Acquisitions;

/// <summary>A kit and everything that happened to it: all that a decision may look at.</summary>
public sealed partial class KitHistory
{
    private readonly Dictionary<PinCode, LiveLicense> _live = [];
    private readonly Dictionary<PinCode, long> _replaced = [];
    private readonly HashSet<PinCode> _blocked = [];
    private readonly Dictionary<string, Grant> _grants = new(StringComparer.Ordinal);
    private KitState _state;
    private KitRefunded? _refund;

    /// <summary>Reads the facts in their order.</summary>
    public KitHistory(Kit kit, IEnumerable<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(kit);
        Kit = kit;
        Facts = [.. facts];
        foreach (var fact in Facts)
        {
            Apply(fact);
        }
    }

    /// <summary>The kit.</summary>
    public Kit Kit { get; }

    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>State of the kit.</summary>
    public KitState State => _refund is null ? _state : KitState.Closed;

    /// <summary>Every live license, in the order of acquisition.</summary>
    public IReadOnlyList<LiveLicense> Live => [.. _live.Values.OrderBy(l => l.Acquisition.At).ThenBy(l => l.License)];

    /// <summary>Licenses taken back that go on working on computers that ask nobody.</summary>
    public IReadOnlyList<OfflineLicense> OfflineStillValid =>
    [
        .. _annulled.Values.Select(a => new OfflineLicense(a.License, a.By.At, a.By)),
        .. _refund is { } refund ? Live.Select(l => new OfflineLicense(l, refund.At, refund)) : [],
    ];

    /// <summary>The license that a PIN carries now.</summary>
    public LiveLicense? LiveOn(PinCode pin) => _live.GetValueOrDefault(pin);

    /// <summary>A live license by its number.</summary>
    public LiveLicense? LiveWith(long license) => _live.Values.FirstOrDefault(l => l.License == license);

    /// <summary>Whether a license was annulled, and stands so.</summary>
    public bool IsAnnulled(long license) => _annulled.ContainsKey(license);

    /// <summary>The latest grant of the same request, its license live or not.</summary>
    public Grant? GrantOf(string requestKey) => _grants.GetValueOrDefault(requestKey);

    /// <summary>State of a PIN of this kit.</summary>
    public PinState StateOf(PinCode pin) =>
        _blocked.Contains(pin) ? PinState.Blocked
        : _live.ContainsKey(pin) ? PinState.Used
        : _replaced.ContainsKey(pin) ? PinState.Replaced
        : IsVoid(pin) ? PinState.Void
        : PinState.Unused;

    internal bool WasReplaced(PinCode pin) => _replaced.ContainsKey(pin);

    /// <summary>Whether the other set of the choice group was chosen.</summary>
    public bool IsVoid(PinCode pin) =>
        Kit.SetOf(pin) is { Choice: { } choice } set && ChosenIn(choice) is { } chosen && chosen != set;

    /// <summary>The PIN of this kit that a dictated LINK names, other than the one to be used; null when it names none.</summary>
    public PinCode? PinWithLink(int link, PinCode other) =>
        Kit.Pins.Where(p => p.Code != other && PinLink.Of(Kit.Number, p.Code) == link).Select(p => (PinCode?)p.Code).FirstOrDefault();

    /// <summary>Live licenses of a set.</summary>
    public int LiveIn(LicenseSet set) => set.Pins.Count(p => _live.ContainsKey(p.Code));

    /// <summary>Licenses that a set can still give.</summary>
    public int LicensesLeft(LicenseSet set) => Math.Max(0, set.Licenses - LiveIn(set));

    /// <summary>PIN codes of a set that are unused.</summary>
    public int UnusedIn(LicenseSet set) => set.Pins.Count(p => StateOf(p.Code) == PinState.Unused);

    /// <summary>The sets whose PINs stop working for good when this one gives its first license; empty when nothing is left to decide.</summary>
    public IReadOnlyList<LicenseSet> DecidedAgainstBy(LicenseSet set) =>
        set.Choice is { } choice && ChosenIn(choice) is null
            ? [.. Kit.Sets.Where(s => s.Choice == choice && s != set)]
            : [];

    // The first acquisition decides; while it stands annulled, the next one that counts.
    private LicenseSet? ChosenIn(char choice) =>
        _acquisitions.Where(a => a.Set.Choice == choice && !_annulled.ContainsKey(a.License)).Select(a => a.Set).FirstOrDefault();

    private void Apply(Fact fact)
    {
        switch (fact)
        {
            case LicenseIssued issued:
                Issue(issued);
                break;
            case LicenseMoved moved:
                Move(moved);
                break;
            case PinBlockChanged { Blocked: true } block:
                _blocked.Add(block.Pin);
                break;
            case PinBlockChanged unblock:
                _blocked.Remove(unblock.Pin);
                break;
            case KitStateChanged changed when _state != KitState.Closed:
                _state = changed.State;
                break;
            case AddressApproved approved when LiveWith(approved.License) is { } license:
                _live[license.Pin] = license with { ApprovedAddress = approved.Address };
                break;
            case Correction correction:
                Correct(correction);
                break;
        }

        if (fact is Grant grant)
        {
            _grants[grant.RequestKey] = grant;
        }
    }

    private void Issue(LicenseIssued issued)
    {
        // The request of an annulled acquisition, granted anew, takes its old license up again.
        if (_annulled.Remove(issued.License))
        {
            Forget(issued.License);
        }

        _acquisitions.RemoveAll(a => a.License == issued.License);
        _live[issued.Pin] = LiveLicense.From(issued);
        if (Kit.SetOf(issued.Pin) is { } set)
        {
            _acquisitions.Add((issued.License, set));
        }
    }

    private void Move(LicenseMoved moved)
    {
        if (_live.Remove(moved.From, out var license))
        {
            _live[moved.Pin] = license.MovedBy(moved);
            _replaced[moved.From] = moved.License;
        }
    }
}
