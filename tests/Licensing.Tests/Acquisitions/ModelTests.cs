using System.Collections.Concurrent;
using CsCheck;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;

namespace Licensing.Tests.Acquisitions;

/// <summary>Random histories of random kits, corrections included, decided by the rules and by an independent model.</summary>
public sealed class ModelTests
{
    private const int StepsEach = 50;

    private static readonly string[] Templates = ["base", "client-5", "client-20", "server", "package-10-server"];

    private static readonly string[] Acts =
    [
        nameof(PinBlockChanged), nameof(KitStateChanged), nameof(AcquisitionAnnulled), nameof(OwnerCorrected), nameof(KitTransferred), nameof(KitRefunded),
        nameof(ComputerAccepted), nameof(CorrectionUndone),
    ];

    private static readonly Sketch[] Sketches = [Some.Computer, Some.Computer with { Os = 1 }, Some.Computer with { Board = 2 }, Some.Computer with { Os = 3, Board = 4 }];

    private static readonly CanonicalComputer[] Computers =
        [.. Enumerable.Range(0, Sketches.Length).Select(i => CanonicalComputer.From(Some.Parameters with { Host = $"host-{i}" }))];

    private static readonly Kit[] Kits = [.. Templates.Select(t => Some.Kit(t).Kit)];

    [Fact]
    public void Rules_and_model_agree_over_twenty_thousand_steps() => Play(20_000);

    [Fact]
    [Trait("Ring", "long")]
    public void Rules_and_model_agree_over_a_million_steps() => Play(1_000_000);

    private static void Play(int steps)
    {
        var met = new ConcurrentDictionary<string, int>();
        Gen.Select(Gen.Int[0, Kits.Length - 1], Gen.Int, (kit, seed) => (kit, seed))
            .Sample(s => new Run(Kits[s.kit], s.seed, met).Play(StepsEach), iter: steps / StepsEach, threads: 2);

        // Histories that never meet a rule prove nothing about it.
        var decided = Enum.GetValues<Reason>().Except([Reason.TooManyFailures, Reason.KitOrPin]).Select(r => r.Code());
        met.Keys.ShouldBe(decided.Concat(Acts).Append("granted").Append("repeated"), ignoreOrder: true);
    }

    /// <summary>One kit's life. Every step is a request or an act of staff; after each the invariants hold.</summary>
    private sealed class Run
    {
        private readonly KitModel _model;
        private readonly Random _chance;
        private readonly List<KitModel.Asked> _askedBefore = [];
        private readonly Dictionary<long, Action> _takeBack = [];
        private readonly ConcurrentDictionary<string, int> _met;
        private KitHistory _history;
        private int _entries;
        private int _licenses;

        internal Run(Kit kit, int seed, ConcurrentDictionary<string, int> met)
        {
            _met = met;
            // Seeded: what fails once fails again.
            _chance = new Random(seed);
            _model = new KitModel(kit);
            _history = new KitHistory(kit, []);
        }

        internal void Play(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                if (_chance.Next(6) == 0)
                {
                    StaffActs();
                }
                else
                {
                    Ask(_askedBefore.Count > 0 && _chance.Next(4) == 0 ? _askedBefore[_chance.Next(_askedBefore.Count)] : AnyRequest());
                }

                Holds();
            }

            var replayed = new KitHistory(_history.Kit, _history.Facts);
            StateOf(replayed).ShouldBe(StateOf(_history));
        }

        // Few owners, few computers, few PINs: what matters is that they meet again.
        private KitModel.Asked AnyRequest()
        {
            var operation = (Operation)_chance.Next(3);
            var pin = AnyPin();
            var live = _model.Licenses.Where(l => !l.Annulled).ToList();
            var known = live.Count > 0 && _chance.Next(4) > 0 ? live[_chance.Next(live.Count)] : null;
            return new KitModel.Asked(
                operation,
                known is not null && operation != Operation.Initial ? known.Method : (Method)_chance.Next(3),
                operation == Operation.Restore && known is not null ? known.Pin : pin,
                operation == Operation.RestoreWithSpare && known is not null ? known.Pin : AnyPin(),
                known?.Owner ?? _chance.Next(2),
                _chance.Next(Sketches.Length),
                _chance.Next(2) == 0);
        }

        private int AnyPin() => _chance.Next(3) == 0 ? _chance.Next(_model.Pins.Length) : _chance.Next(Math.Min(6, _model.Pins.Length));

        private void Ask(KitModel.Asked asked)
        {
            // By phone a spare's LINK is never its own: such a code cannot be made.
            if (asked.Operation == Operation.RestoreWithSpare && asked.Method == Method.Phone && asked.Pin == asked.Current)
            {
                return;
            }

            _askedBefore.Add(asked);
            var decision = Acquisition.Decide(_history, RequestOf(asked), Budget.Full);
            var expected = _model.Expect(asked);
            (decision switch { Granted => "granted", Repeated => "repeated", Refused refused => refused.Reason.Code(), _ => "?" }).ShouldBe(expected, asked.ToString());
            _met[expected] = 1;
            switch (decision)
            {
                case Granted granted:
                    Grant(asked, granted);
                    break;
                case Refused refused:
                    ChangesNothing(new RequestRefused(Some.Noon, _model.Pins[asked.Pin], asked.Method, asked.Operation, refused.Reason));
                    break;
                default:
                    ChangesNothing(new AnswerRepeated(Some.Noon, _model.Pins[asked.Pin], asked.Method));
                    break;
            }
        }

        private void Grant(KitModel.Asked asked, Granted granted)
        {
            var license = granted.License ?? ++_licenses;
            var request = RequestOf(asked);
            var at = Some.Noon.AddMinutes(_entries);
            Record(asked.Operation switch
            {
                Operation.Initial => new LicenseIssued(at, license, granted.Pin, asked.Method, asked.Key, asked.Owner, request.Sketch) { Computer = request.Computer },
                Operation.Restore => new LicenseRestored(at, license, granted.Pin, asked.Method, asked.Key, asked.Owner, request.Sketch) { Computer = request.Computer },
                Operation.RestoreWithSpare => new LicenseMoved(at, license, granted.From!.Value, granted.Pin, asked.Method, asked.Key, asked.Owner, request.Sketch)
                {
                    Computer = request.Computer,
                },
            });
            _model.Grant(asked, (int)license);
        }

        private void ChangesNothing(Fact fact)
        {
            var before = StateOf(_history);
            Record(fact);
            StateOf(_history).ShouldBe(before);
        }

        private LicenseRequest RequestOf(KitModel.Asked asked)
        {
            var current = asked.Operation == Operation.RestoreWithSpare ? asked.Current : asked.Pin;
            var request = new LicenseRequest(asked.Method, asked.Operation, _model.Pins[asked.Pin], asked.Key, asked.Owner);
            return asked.Method == Method.Phone
                ? request with { Link = PinLink.Of(_history.Kit.Number, _model.Pins[current]), Sketch = Sketches[asked.Computer] }
                : request with
                {
                    Kit = _history.Kit.Number,
                    CurrentPin = asked.Operation == Operation.RestoreWithSpare ? _model.Pins[current] : null,
                    Computer = Computers[asked.Computer],
                    Unchanged = asked.Insists ? false : null,
                };
        }

        private void StaffActs()
        {
            var pin = AnyPin();
            var license = _model.Licenses.Count == 0 ? null : _model.Licenses[_chance.Next(_model.Licenses.Count)];
            switch (_chance.Next(8))
            {
                case 0:
                    Try(new PinBlockChanged(Some.Noon, _model.Pins[pin], !_model.IsBlocked(pin)), () => _model.Block(pin, !_model.IsBlocked(pin)));
                    break;
                case 1:
                    Try(new KitStateChanged(Some.Noon, _model.Frozen ? KitState.Normal : KitState.Frozen), () => _model.Frozen = !_model.Frozen);
                    break;
                case 2 when license is not null:
                    Try(new AcquisitionAnnulled(Some.Noon, license.Number, Some.Grounds), () => license.Annulled = true, () => license.Annulled = false);
                    break;
                case 3 when license is not null:
                    var (owner, before) = (_chance.Next(2), license.Owner);
                    Try(new OwnerCorrected(Some.Noon, license.Number, owner, Some.Grounds), () => license.Owner = owner, () => license.Owner = before);
                    break;
                case 4:
                    Transfer(_chance.Next(2));
                    break;
                case 5 when _chance.Next(3) == 0:
                    Try(new KitRefunded(Some.Noon, Some.Grounds), () => _model.Refunded = true, () => _model.Refunded = false);
                    break;
                case 6 when license is not null:
                    var (computer, old) = (_chance.Next(Sketches.Length), license.Computer);
                    Try(
                        new ComputerAccepted(Some.Noon.AddMinutes(_entries), license.Number, Sketches[computer], Some.Grounds) { Computer = license.Method == Method.Phone ? null : Computers[computer] },
                        () => license.Computer = computer,
                        () => license.Computer = old);
                    break;
                default:
                    Undo();
                    break;
            }
        }

        private void Transfer(int owner)
        {
            var before = _model.Licenses.Where(l => !l.Annulled).Select(l => (License: l, l.Owner)).ToList();
            Try(new KitTransferred(Some.Noon, owner, Some.Grounds), () => before.ForEach(b => b.License.Owner = owner), () => before.ForEach(b => b.License.Owner = b.Owner));
        }

        private void Undo()
        {
            var standing = _history.StandingCorrections.ToList();
            if (standing.Count == 0)
            {
                return;
            }

            // A refund is taken back soon, or nothing happens any more.
            var target = standing.OfType<KitRefunded>().FirstOrDefault() ?? standing[_chance.Next(standing.Count)];
            Try(new CorrectionUndone(Some.Noon, target.Number, Some.Grounds), _takeBack[target.Number]);
        }

        private void Try(Fact fact, Action model, Action? back = null)
        {
            if (Corrections.Allowed(_history, fact) is not null)
            {
                return;
            }

            Record(fact);
            _met[fact.GetType().Name] = 1;
            model();
            if (back is not null)
            {
                _takeBack[_entries] = back;
            }
        }

        private void Record(Fact fact) => _history = _history.With(fact with { Number = ++_entries });

        private void Holds()
        {
            var live = _model.Licenses.Where(l => !l.Annulled).ToDictionary(l => _model.Pins[l.Pin]);
            _history.Live.Count.ShouldBe(live.Count);
            foreach (var license in _history.Live)
            {
                live[license.Pin].Number.ShouldBe((int)license.License);
                license.OwnerDigest.ShouldBe(live[license.Pin].Owner);
            }

            _history.Live.Select(l => l.License).Distinct().Count().ShouldBe(live.Count);
            foreach (var set in _history.Kit.Sets)
            {
                _history.LiveIn(set).ShouldBeLessThanOrEqualTo(set.Licenses);
                (_history.LiveIn(set) > 0 && _history.IsVoid(set.Pins[0].Code)).ShouldBeFalse();
            }

            for (var pin = 0; pin < _model.Pins.Length; pin++)
            {
                (_history.StateOf(_model.Pins[pin]) == PinState.Unused).ShouldBe(_model.IsFree(pin));
            }
        }

        private static string StateOf(KitHistory history) => string.Join(
            '\n',
            history.Live.Select(l => $"{l.License} {l.Pin.Digits} {l.OwnerDigest} {l.Sketch} {l.Computer?.Host}")
                .Concat(history.Kit.Pins.Select(p => history.StateOf(p.Code).ToString()))
                .Append(history.State.ToString()));
    }
}
