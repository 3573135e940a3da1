using System.Globalization;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;
using Licensing.Owners;

namespace Simulator;

/// <summary>The Center as customers meet it: decides by the product's own rules and remembers what it decided.</summary>
/// <param name="dice">Chance.</param>
public sealed class Counter(Dice dice)
{
    private readonly Dictionary<KitNumber, (Kit Kit, List<Fact> Facts)> _kits = [];
    private readonly List<Happening> _happenings = [];
    private long _license;

    /// <summary>The time now.</summary>
    public DateTimeOffset Now { get; private set; } = new(2022, 1, 10, 6, 0, 0, TimeSpan.Zero);

    /// <summary>What happened.</summary>
    public IReadOnlyList<Happening> Happenings => _happenings;

    /// <summary>Time goes by.</summary>
    public void Wait(TimeSpan time) => Now += time;

    /// <summary>A kit is sold.</summary>
    /// <param name="template">Name of a delivery template.</param>
    public Kit Sell(string template)
    {
        var number = KitNumber.FromBody(dice.Text(8, "0123456789"));
        var links = new HashSet<int>();
        var kit = new Kit(number, "Accounting Suite 8", [.. DeliveryTemplates.Find(template)!.Select((set, i) => new LicenseSet(
            i + 1, set.Type, set.Seats, set.Licenses, set.Choice, [.. Enumerable.Range(0, set.Pins).Select(_ => new KitPin(Pin(number, links), PinOrigin.Kit))]))]);
        _kits[number] = (kit, [new KitMade(Now)]);
        return kit;
    }

    /// <summary>The kit's history as it stands.</summary>
    public KitHistory HistoryOf(Kit kit)
    {
        ArgumentNullException.ThrowIfNull(kit);
        var (now, facts) = _kits[kit.Number];
        return new KitHistory(now, facts);
    }

    /// <summary>The first unused PIN of a set; null when there is none.</summary>
    public PinCode? Spare(Kit kit, int set = 0)
    {
        var history = HistoryOf(kit);
        return history.Kit.Sets[set].Pins.Where(p => history.StateOf(p.Code) == PinState.Unused).Select(p => (PinCode?)p.Code).FirstOrDefault();
    }

    /// <summary>Somebody asks for a license.</summary>
    public Decision Ask(Asker who, Operation operation, Kit kit, PinCode pin, PinCode? current = null, bool? unchanged = null)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(kit);
        var (known, facts) = _kits[kit.Number];
        var computer = CanonicalComputer.From(who.Computer);
        var spoken = who.Method == Method.Phone;
        var digest = who.Owner.DigestFor(kit.Number);
        var request = new LicenseRequest(who.Method, operation, pin, Key(who, operation, kit, pin, current, unchanged), digest)
        {
            Kit = spoken ? null : kit.Number,
            Link = spoken ? PinLink.Of(kit.Number, current ?? pin) : null,
            Sketch = spoken ? Sketch.Of(computer, kit.Number) : null,
            Computer = spoken ? null : computer,
            Owner = spoken ? null : who.Owner,
            CurrentPin = spoken ? null : current,
            Unchanged = operation == Operation.Restore ? true : unchanged,
        };
        var decision = Acquisition.Decide(known.SetOf(pin) is null ? null : new KitHistory(known, facts), request, Budget.Full);
        var number = _happenings.Count + 1;
        var license = decision switch { Granted granted => granted.License ?? ++_license, Repeated repeated => repeated.License, _ => (long?)null };
        facts.Add(FactOf(request, decision, license ?? 0, computer) with { Number = number });
        _happenings.Add(new Requested(number, Now, known, spoken ? "" : who.Source, request, decision, license));
        return decision;
    }

    /// <summary>Somebody tries a PIN that the kit has not.</summary>
    /// <param name="kit">The kit that is named; null for a number that there is not.</param>
    public void Guess(Asker who, Kit? kit)
    {
        ArgumentNullException.ThrowIfNull(who);
        var number = kit?.Number ?? KitNumber.FromBody(dice.Text(8, "0123456789"));
        var pin = Pin(number, []);
        var request = new LicenseRequest(who.Method, Operation.Initial, pin, $"guess {pin.Digits}", who.Owner.DigestFor(number)) { Kit = number, Computer = CanonicalComputer.From(who.Computer), Owner = who.Owner };
        _happenings.Add(new Requested(_happenings.Count + 1, Now, kit, who.Source, request, Acquisition.Decide(null, request, Budget.Full), null));
    }

    /// <summary>A mail asks for an additional PIN.</summary>
    public void AskForPin(Kit kit, PinCode replaces) => _happenings.Add(new PinAsked(_happenings.Count + 1, Now, kit, replaces));

    /// <summary>A review gave an additional PIN.</summary>
    public PinCode Join(Kit kit, int set = 0)
    {
        ArgumentNullException.ThrowIfNull(kit);
        var (known, facts) = _kits[kit.Number];
        var pin = Pin(known.Number, [.. known.Pins.Select(p => PinLink.Of(known.Number, p.Code))]);
        var sets = known.Sets.Select((s, i) => i == set ? s with { Pins = [.. s.Pins, new KitPin(pin, PinOrigin.Additional)] } : s).ToList();
        _kits[kit.Number] = (known with { Sets = sets }, facts);
        Note(kit, new AdditionalPinJoined(Now, pin));
        return pin;
    }

    /// <summary>Staff records a fact.</summary>
    public void Note(Kit kit, Fact fact)
    {
        ArgumentNullException.ThrowIfNull(kit);
        ArgumentNullException.ThrowIfNull(fact);
        var numbered = fact with { Number = _happenings.Count + 1 };
        _kits[kit.Number].Facts.Add(numbered);
        _happenings.Add(new Noted(numbered.Number, Now, _kits[kit.Number].Kit, numbered));
    }

    private Fact FactOf(LicenseRequest request, Decision decision, long license, CanonicalComputer computer)
    {
        var (pin, method, key, digest, sketch) = (request.Pin, request.Method, request.RequestKey, request.OwnerDigest, request.Sketch);
        var full = method == Method.Phone ? null : computer;
        return decision switch
        {
            Granted { From: { } from } => new LicenseMoved(Now, license, from, pin, method, key, digest, sketch) { Computer = full },
            Granted when request.Operation == Operation.Restore => new LicenseRestored(Now, license, pin, method, key, digest, sketch) { Computer = full },
            Granted => new LicenseIssued(Now, license, pin, method, key, digest, sketch) { Computer = full, Owner = request.Owner },
            Repeated => new AnswerRepeated(Now, pin, method),
            Refused refused => new RequestRefused(Now, pin, method, request.Operation, refused.Reason) { Observations = refused.Observations },
            _ => throw new InvalidOperationException($"No such decision: {decision.GetType().Name}."),
        };
    }

    private PinCode Pin(KitNumber kit, HashSet<int> links)
    {
        while (true)
        {
            Span<int> groups = [dice.Between(0, 996), dice.Between(0, 996), dice.Between(0, 996), dice.Between(0, 996), 0];
            groups[4] = Checks.Pin(groups[..4]);
            if (PinCode.Parse(Groups.Digits(groups), out var pin) == PinFault.None && links.Add(PinLink.Of(kit, pin)))
            {
                return pin;
            }
        }
    }

    private static string Key(Asker who, Operation operation, Kit kit, PinCode pin, PinCode? current, bool? unchanged) => string.Join(
        '\n', operation, kit.Number.Digits, pin.Digits, current?.Digits, unchanged, who.Owner.ToCanonical(), Text(CanonicalComputer.From(who.Computer)));

    private static string Text(CanonicalComputer c) => string.Join(
        '\n', c.OsBlock, c.BoardBlock, c.RamMib.ToString(CultureInfo.InvariantCulture), string.Join('|', c.Items));
}

/// <summary>Who asks: with which computer, by which method, from where, and as whom.</summary>
/// <param name="Owner">The owner as it is typed.</param>
/// <param name="Computer">The computer as it is now.</param>
/// <param name="Method">How.</param>
/// <param name="Source">From where.</param>
public sealed record Asker(OwnerDetails Owner, KeyParameters Computer, Method Method, string Source);
