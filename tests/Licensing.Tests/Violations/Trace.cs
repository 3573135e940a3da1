using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;
using Licensing.Violations;

namespace Licensing.Tests.Violations;

/// <summary>A kit's history in words: who asked with which PIN on which computer, and how that ended.</summary>
internal sealed class Trace(string template = "base", Method method = Method.Automatic)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    // The number salts every sketch: with another one a test could mean another thing.
    private readonly Kit _kit = KitDraw.Make(KitNumber.FromBody("07531250"), "Accounting Suite 8", DeliveryTemplates.Find(template)!);
    private readonly List<Sighting> _sightings = [];
    private readonly List<PinWish> _wishes = [];
    private readonly List<PinJoined> _joined = [];
    private readonly List<ComputerVouched> _vouched = [];
    private DateTimeOffset _now = Start;
    private long _number;

    internal static CanonicalComputer Computer(int number) => CanonicalComputer.From(new KeyParameters
    {
        OsName = "Debian",
        OsVersion = "12",
        Host = $"host-{number}",
        Motherboard = "ASUS|PRIME",
        Bios = "UEFI AMI 1",
        RamMib = 16384,
        Cpus = [$"Intel|6.151.{number}|Core i5"],
        Nics = [FormattableString.Invariant($"A036BC{number:D6}")],
        Disks = [$"Samsung|S{number}"],
    });

    internal Trace Later(double days)
    {
        _now += TimeSpan.FromDays(days);
        return this;
    }

    internal Trace Granted(int pin, int computer, long license = 1, Operation operation = Operation.Initial, int? current = null, int owner = 1) =>
        Add(pin, computer, operation, Outcome.Granted, null, license, current, owner);

    internal Trace Refused(Reason reason, int pin, int computer, Operation operation = Operation.Initial, int? current = null, int owner = 1, int set = 0, int times = 1)
    {
        for (; times > 0; times--)
        {
            Add(pin, computer, operation, Outcome.Refused, reason, null, current, owner, set);
        }

        return this;
    }

    internal Trace Guessed(int times, double hoursApart, Reason reason = Reason.KitOrPin)
    {
        for (; times > 0; times--)
        {
            _sightings.Add(new Sighting(++_number, _now, method, Operation.Initial, Outcome.Refused) { Reason = reason, Source = "http:1" });
            _now += TimeSpan.FromHours(hoursApart);
        }

        return this;
    }

    internal Trace Wished(int pin)
    {
        _wishes.Add(new PinWish(++_number, _now, _kit.Sets[0].Pins[pin - 1].Code));
        return this;
    }

    internal Trace Joined(int pin)
    {
        _joined.Add(new PinJoined(++_number, _now, _kit.Sets[0].Pins[pin - 1].Code));
        return this;
    }

    internal Trace Vouched(int computer)
    {
        _vouched.Add(new ComputerVouched(++_number, null, Computer(computer)));
        return this;
    }

    internal IReadOnlyList<Finding> Findings => ViolationRules.OverKit(new KitTrace(_kit, _sightings) { Wishes = _wishes, Joined = _joined, Vouched = _vouched });

    internal IReadOnlyList<Finding> FindingsOfTheSource => ViolationRules.OverSource(_sightings);

    /// <summary>Ids of the rules that found something.</summary>
    internal IEnumerable<string> Tripped => Findings.Select(f => f.Rule.Id).Distinct();

    /// <summary>What is found when the rules run after every single fact.</summary>
    internal IReadOnlyList<string> FoundOneByOne =>
        [.. Enumerable.Range(1, _sightings.Count).SelectMany(n => ViolationRules.OverKit(new KitTrace(_kit, [.. _sightings.Take(n)])).Select(f => f.Key)).Distinct()];

    private Trace Add(int pin, int computer, Operation operation, Outcome outcome, Reason? reason, long? license, int? current, int owner, int set = 0)
    {
        var full = Computer(computer);
        _sightings.Add(new Sighting(++_number, _now, method, operation, outcome)
        {
            Kit = _kit.Number,
            Reason = reason,
            Pin = _kit.Sets[set].Pins[pin - 1].Code,
            CurrentPin = current is { } c ? _kit.Sets[set].Pins[c - 1].Code : null,
            License = license,
            OwnerDigest = owner,
            Computer = method == Method.Phone ? null : full,
            Sketch = method == Method.Phone ? Sketch.Of(full, _kit.Number) : null,
        });
        _now += TimeSpan.FromMinutes(10);
        return this;
    }
}
