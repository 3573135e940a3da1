using Licensing.Acquisitions;
using Licensing.Computers;

namespace Simulator;

/// <summary>People who mean well, whatever happens to them.</summary>
/// <param name="counter">The Center.</param>
/// <param name="dice">Chance.</param>
internal sealed class Honest(Counter counter, Dice dice)
{
    private static readonly string[] Sizes = ["client-5", "client-10", "client-20"];

    internal void Quiet()
    {
        var seats = Office(dice.Of("base", "base", dice.Of(Sizes)));
        for (var years = dice.Between(1, 3); years > 0; years--)
        {
            counter.Wait(dice.Days(60, 400));
            foreach (var seat in seats.Where(_ => dice.Chance(0.4)))
            {
                // Memory or a disk was added meanwhile; that is no change.
                seat.Computer = dice.Chance(0.3) ? seat.Computer with { RamMib = seat.Computer.RamMib * 2 } : seat.Computer;
                seat.Restore();
                counter.Wait(dice.Minutes(3, 90));
                if (dice.Chance(0.2))
                {
                    // The answer got lost: the very same request again.
                    seat.Restore();
                }
            }
        }
    }

    internal void HardwareRepair()
    {
        foreach (var seat in Office(dice.Of("base", "base", "client-5")))
        {
            for (var failures = dice.Between(1, 3); failures > 0; failures--)
            {
                counter.Wait(dice.Days(60, 500));
                seat.Repaired(Failed(seat.Computer));
                if (dice.Chance(0.12))
                {
                    // What killed the disk killed the board a little later.
                    counter.Wait(dice.Days(2, 20));
                    seat.Repaired(seat.Computer.WithAnotherBoard(dice));
                }
            }
        }
    }

    internal void NewComputer()
    {
        foreach (var seat in Office(dice.Of("base", "base", "client-5")))
        {
            counter.Wait(dice.Days(90, 900));
            var (old, pin) = (seat.Computer, seat.Pin!.Value);
            var bought = Machine.Bought(dice);
            for (var tries = dice.Of(0, 0, 1, 2); tries > 0; tries--)
            {
                // The PIN of the letter is taken for the license itself.
                counter.Ask(seat.At(bought), Operation.Initial, seat.Kit, pin);
                counter.Wait(dice.Minutes(2, 60));
            }

            seat.Repaired(bought);
            if (dice.Chance(0.05))
            {
                // Faulty, and sent back: the old computer has to do.
                counter.Wait(dice.Days(2, 14));
                seat.Repaired(old);
            }
            else if (dice.Chance(0.08))
            {
                // A colleague gets the old one, and tries what lies in the drawer.
                counter.Wait(dice.Days(5, 90));
                for (var tries = dice.Between(1, 2); tries > 0; tries--)
                {
                    counter.Ask(seat.At(old), dice.Of(Operation.Initial, Operation.Restore), seat.Kit, pin);
                    counter.Wait(dice.Minutes(2, 30));
                }
            }
        }
    }

    internal void Reseller()
    {
        var place = Seat.Place(dice);
        var method = dice.Of(Method.File, Method.Automatic, Method.Phone);
        var before = counter.Sell("base");
        for (var customers = dice.Between(4, 12); customers > 0; customers--)
        {
            var kit = counter.Sell(dice.Of("base", "base", "client-5"));
            var owner = Customer.New(dice);
            var seat = new Seat(counter, dice, kit, owner, Machine.Bought(dice), method, place);
            for (var typos = dice.Of(0, 0, 0, 1, 2); typos > 0; typos--)
            {
                counter.Guess(seat.Me, kit);
                counter.Wait(dice.Minutes(1, 5));
            }

            if (dice.Chance(0.1))
            {
                // Two letters on one desk.
                counter.Ask(seat.Me, Operation.Initial, kit, before.Sets[0].Pins[0].Code);
                counter.Wait(dice.Minutes(1, 5));
            }

            seat.Acquire();
            before = kit;
            counter.Wait(dice.Days(0.1, 12));
            if (dice.Chance(0.15))
            {
                // The customer never saw how the reseller had spelt it.
                Misremember(seat, owner, dice.Between(2, 5));
                counter.Wait(dice.Days(0.1, 2));
                seat.Restore();
            }
        }
    }

    internal void VirtualFarm()
    {
        var size = dice.Of(Sizes);
        var kit = counter.Sell(size);
        var owner = Customer.New(dice);
        var (method, place) = (dice.Of(Method.File, Method.Automatic), Seat.Place(dice));
        var seats = new List<Seat>();
        for (var number = 1; number <= kit.Sets[0].Licenses; number++)
        {
            var seat = new Seat(counter, dice, kit, owner, Machine.Cloned(dice, number), method, place);
            seat.Acquire();
            seats.Add(seat);
            counter.Wait(dice.Minutes(5, 200));
        }

        for (var moves = dice.Between(1, 4); moves > 0; moves--)
        {
            counter.Wait(dice.Days(40, 300));
            foreach (var seat in seats.Where(_ => dice.Chance(0.3)))
            {
                var before = seat.Computer;
                seat.Repaired(seat.Computer.Migrated(dice));
                counter.Wait(dice.Minutes(5, 300));
                if (dice.Chance(0.03))
                {
                    // A snapshot brings the old machine back.
                    counter.Wait(dice.Days(1, 10));
                    seat.Repaired(before);
                }
            }
        }
    }

    internal void OfficeMove()
    {
        var seats = Office(dice.Of(Sizes));
        counter.Wait(dice.Days(100, 700));
        foreach (var seat in seats)
        {
            var moved = seat.Computer.Renamed(dice);
            seat.Repaired(dice.Chance(0.1) ? moved.WithAnotherAdapter(dice) : moved);
            counter.Wait(dice.Minutes(5, 400));
        }
    }

    internal void SystemUpdate()
    {
        foreach (var seat in Office(dice.Of("base", "base", "client-5")))
        {
            for (var updates = dice.Between(1, 3); updates > 0; updates--)
            {
                counter.Wait(dice.Days(120, 300));
                seat.Computer = seat.Computer.Updated(dice);
                for (var tries = dice.Between(1, 3); tries > 0; tries--)
                {
                    seat.Restore();
                    counter.Wait(dice.Minutes(3, 90));
                }

                if (dice.Chance(0.6))
                {
                    Accept(seat);
                    seat.Restore();
                }
                else
                {
                    seat.Move();
                }
            }
        }
    }

    internal void AdditionalPins()
    {
        foreach (var seat in Office("base"))
        {
            for (var failures = dice.Between(3, 4); failures > 0; failures--)
            {
                counter.Wait(dice.Days(70, 400));
                seat.Repaired(Failed(seat.Computer));
            }
        }
    }

    /// <summary>An office whose computers have their licenses, acquired one after the other by one method.</summary>
    internal List<Seat> Office(string template)
    {
        var kit = counter.Sell(template);
        var (owner, method, place) = (Customer.New(dice), dice.Of(Method.Phone, Method.File, Method.Automatic), Seat.Place(dice));
        var seats = new List<Seat>();
        for (var license = dice.Between(Math.Min(2, kit.Sets[0].Licenses), kit.Sets[0].Licenses); license > 0; license--)
        {
            // Some type the same owner a little otherwise each time; at an acquisition nobody minds.
            var seat = new Seat(counter, dice, kit, dice.Chance(0.1) ? owner.Misremembered(dice) : owner, Machine.Bought(dice), method, place);
            seat.Acquire();
            seats.Add(seat);
            counter.Wait(dice.Minutes(5, 3000));
        }

        return seats;
    }

    internal void Misremember(Seat seat, Licensing.Owners.OwnerDetails owner, int times)
    {
        for (; times > 0; times--)
        {
            counter.Ask(seat.Me with { Owner = owner.Misremembered(dice) }, Operation.Restore, seat.Kit, seat.Pin!.Value);
            counter.Wait(dice.Minutes(1, 90));
        }
    }

    private void Accept(Seat seat)
    {
        if (counter.HistoryOf(seat.Kit).LiveOn(seat.Pin!.Value) is { } live)
        {
            var now = CanonicalComputer.From(seat.Computer);
            counter.Note(seat.Kit, new ComputerAccepted(counter.Now, live.License, Sketch.Of(now, seat.Kit.Number), new Grounds("system update", "mail", "a", "b"))
            {
                Computer = live.Method == Method.Phone ? null : now,
            });
        }
    }

    private KeyParameters Failed(KeyParameters computer) => dice.Between(0, 9) switch
    {
        < 5 => computer.WithAnotherDisk(dice),
        < 8 => computer.WithAnotherBoard(dice),
        8 => computer.WithAnotherAdapter(dice),
        _ => computer.WithLessMemory(),
    };
}
