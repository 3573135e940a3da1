using Licensing.Acquisitions;
using Licensing.Kits;

namespace Licensing.Tests.Acquisitions;

/// <summary>
/// The rules once more, written from the guide with numbers alone: a second opinion for the model tests. It keeps what the
/// customer sees (who has which license on which PIN), not how it came about.
/// </summary>
internal sealed class KitModel(Kit kit)
{
    private readonly Dictionary<string, int> _granted = [];
    private readonly List<License> _licenses = [];
    private readonly HashSet<int> _blocked = [];

    internal bool Frozen { get; set; }

    internal bool Refunded { get; set; }

    internal IReadOnlyList<License> Licenses => _licenses;

    internal PinCode[] Pins { get; } = [.. kit.Pins.Select(p => p.Code)];

    internal int SetOf(int pin) => kit.Sets.ToList().IndexOf(kit.SetOf(Pins[pin])!);

    internal void Block(int pin, bool block) => _ = block ? _blocked.Add(pin) : _blocked.Remove(pin);

    internal bool IsBlocked(int pin) => _blocked.Contains(pin);

    internal License? On(int pin) => _licenses.Find(l => !l.Annulled && l.Pin == pin);

    internal bool IsLeftBehind(int pin) => _licenses.Exists(l => !l.Annulled && l.Past.Contains(pin));

    internal bool IsVoid(int pin) => kit.Sets[SetOf(pin)] is { Choice: { } choice } set
        && _licenses.Exists(l => !l.Annulled && kit.Sets[SetOf(l.Pin)] is var other && other != set && other.Choice == choice);

    internal bool IsFree(int pin) => !IsBlocked(pin) && On(pin) is null && !IsLeftBehind(pin) && !IsVoid(pin);

    internal int LeftIn(int set) => kit.Sets[set].Licenses - _licenses.Count(l => !l.Annulled && SetOf(l.Pin) == set);

    /// <summary>What should be answered: a reason's code, "granted" or "repeated".</summary>
    internal string Expect(Asked asked)
    {
        var current = asked.Operation == Operation.RestoreWithSpare ? asked.Current : asked.Pin;
        var live = On(current);
        if (_granted.TryGetValue(asked.Key, out var before))
        {
            if (On(asked.Pin)?.Number == before)
            {
                return "repeated";
            }

            if (!_licenses.Find(l => l.Number == before)!.Annulled || live is not null)
            {
                return "license-moved";
            }
        }

        var launch = asked.Operation == Operation.Initial;
        var spare = asked.Operation == Operation.RestoreWithSpare;
        var phone = asked.Method == Method.Phone;
        var untouched = On(asked.Pin) is null && !IsLeftBehind(asked.Pin);
        return Refunded ? "kit-closed"
            : Frozen ? "kit-frozen"
            : IsBlocked(asked.Pin) || IsBlocked(current) ? "pin-blocked"
            : phone && (!IsSingle(asked.Pin) || !IsSingle(current)) ? "phone-single-user-only"
            : IsVoid(asked.Pin) ? "pin-void"
            : launch && untouched && LeftIn(SetOf(asked.Pin)) <= 0 ? "no-license-left"
            : launch ? untouched ? "granted" : "use-restoration"
            : live is null ? "nothing-to-restore"
            : live.Method != asked.Method ? "other-method"
            : live.Owner != asked.Owner ? "owner-differs"
            : !spare ? live.Computer == asked.Computer ? "granted" : "computer-changed"
            : !untouched || SetOf(asked.Pin) != SetOf(current) ? "spare-not-usable"
            : !phone && live.Computer == asked.Computer && !asked.Insists ? "same-pin-would-do"
            : "granted";
    }

    internal void Grant(Asked asked, int number)
    {
        _granted[asked.Key] = number;
        switch (asked.Operation)
        {
            case Operation.Initial:
                _licenses.RemoveAll(l => l.Number == number);
                _licenses.Add(new License(number, asked.Method) { Pin = asked.Pin, Owner = asked.Owner, Computer = asked.Computer });
                break;
            case Operation.RestoreWithSpare:
                var moved = _licenses.Find(l => l.Number == number)!;
                moved.Past.Add(moved.Pin);
                (moved.Pin, moved.Computer) = (asked.Pin, asked.Computer);
                break;
        }
    }

    private bool IsSingle(int pin) => kit.Sets[SetOf(pin)].Type == LicenseType.SingleUser;

    internal sealed record Asked(Operation Operation, Method Method, int Pin, int Current, int Owner, int Computer, bool Insists)
    {
        /// <summary>The method is not part of what makes two requests the same, but that one is dictated.</summary>
        internal string Key => $"{(Method == Method.Phone ? "said" : "written")} {Operation} {Pin} {(Operation == Operation.RestoreWithSpare ? Current : 0)} {Owner} {Computer} {Insists}";
    }

    internal sealed class License(int number, Method method)
    {
        internal int Number { get; } = number;

        internal Method Method { get; } = method;

        internal int Pin { get; set; }

        internal int Owner { get; set; }

        internal int Computer { get; set; }

        internal bool Annulled { get; set; }

        internal List<int> Past { get; } = [];
    }
}
