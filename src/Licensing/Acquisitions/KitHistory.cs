using Licensing.Kits;

namespace Licensing.Acquisitions;

/// <summary>A kit and everything that happened to it: all that a decision may look at.</summary>
public sealed class KitHistory
{
    private readonly Dictionary<PinCode, LicenseIssued> _live = [];
    private readonly HashSet<PinCode> _blocked = [];
    private readonly Dictionary<char, LicenseSet> _chosen = [];

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
    public KitState State { get; private set; }

    /// <summary>The license that a PIN carries now.</summary>
    public LicenseIssued? LiveOn(PinCode pin) => _live.GetValueOrDefault(pin);

    /// <summary>The grant of the same request, its license live or not.</summary>
    public LicenseIssued? GrantOf(string requestKey) => Facts.OfType<LicenseIssued>().LastOrDefault(f => f.RequestKey == requestKey);

    /// <summary>State of a PIN of this kit.</summary>
    public PinState StateOf(PinCode pin) =>
        _blocked.Contains(pin) ? PinState.Blocked
        : _live.ContainsKey(pin) ? PinState.Used
        : IsVoid(pin) ? PinState.Void
        : PinState.Unused;

    /// <summary>Whether the other set of the choice group was chosen.</summary>
    public bool IsVoid(PinCode pin) =>
        Kit.SetOf(pin) is { Choice: { } choice } set && _chosen.TryGetValue(choice, out var chosen) && chosen != set;

    /// <summary>Live licenses of a set.</summary>
    public int LiveIn(LicenseSet set) => set.Pins.Count(p => _live.ContainsKey(p.Code));

    /// <summary>Licenses that a set can still give.</summary>
    public int LicensesLeft(LicenseSet set) => Math.Max(0, set.Licenses - LiveIn(set));

    /// <summary>PIN codes of a set that are unused.</summary>
    public int UnusedIn(LicenseSet set) => set.Pins.Count(p => StateOf(p.Code) == PinState.Unused);

    /// <summary>The sets whose PINs stop working for good when this one gives its first license; empty when nothing is left to decide.</summary>
    public IReadOnlyList<LicenseSet> DecidedAgainstBy(LicenseSet set) =>
        set.Choice is { } choice && !_chosen.ContainsKey(choice)
            ? [.. Kit.Sets.Where(s => s.Choice == choice && s != set)]
            : [];

    private void Apply(Fact fact)
    {
        switch (fact)
        {
            case LicenseIssued issued:
                _live[issued.Pin] = issued;
                if (Kit.SetOf(issued.Pin) is { Choice: { } choice } set)
                {
                    _chosen.TryAdd(choice, set);
                }

                break;
            case PinBlockChanged { Blocked: true } block:
                _blocked.Add(block.Pin);
                break;
            case PinBlockChanged unblock:
                _blocked.Remove(unblock.Pin);
                break;
            case KitStateChanged changed:
                State = changed.State;
                break;
        }
    }
}
