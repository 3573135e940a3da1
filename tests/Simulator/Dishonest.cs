using Licensing.Acquisitions;
using Licensing.Computers;

namespace Simulator;

/// <summary>People who want more than they paid for.</summary>
/// <param name="counter">The Center.</param>
/// <param name="dice">Chance.</param>
internal sealed class Dishonest(Counter counter, Dice dice)
{
    internal void PinSharing()
    {
        var seat = Seat.Of(counter, dice, dice.Of("base", "base", "client-5"));
        for (var friends = dice.Between(2, 5); friends > 0; friends--)
        {
            counter.Wait(dice.Days(0.5, 60));
            var own = dice.Chance(0.5);
            var friend = seat.At(Machine.Bought(dice)) with { Source = own ? Seat.Place(dice) : seat.Me.Source, Owner = own ? Customer.New(dice) : seat.Me.Owner };
            for (var tries = dice.Between(1, 3); tries > 0; tries--)
            {
                counter.Ask(friend, Operation.Initial, seat.Kit, seat.Pin!.Value);
                counter.Wait(dice.Minutes(2, 300));
            }

            if (dice.Chance(0.5))
            {
                // "It says Restoration: very well."
                counter.Ask(friend, Operation.Restore, seat.Kit, seat.Pin!.Value);
                counter.Wait(dice.Minutes(2, 300));
            }

            if (dice.Chance(0.4) && counter.Spare(seat.Kit) is { } spare)
            {
                counter.Ask(friend, Operation.Initial, seat.Kit, spare);
            }
        }
    }

    internal void Alternating()
    {
        var seat = Seat.Of(counter, dice, dice.Of("base", "base", "client-5"));
        KeyParameters[] computers = [seat.Computer, Machine.Bought(dice)];
        var additional = 0;
        for (var switches = 1; switches <= dice.Between(4, 9); switches++)
        {
            counter.Wait(dice.Days(1, 25));
            seat.Computer = computers[switches % 2];
            for (var tries = dice.Between(0, 2); tries > 0; tries--)
            {
                seat.Restore();
                counter.Wait(dice.Minutes(3, 90));
            }

            if (!seat.Move() && counter.Spare(seat.Kit) is null)
            {
                if (additional++ < 3)
                {
                    seat.Additional();
                    seat.Move();
                }
                else
                {
                    seat.Restore();
                }
            }
        }
    }

    internal void OverUse()
    {
        var template = dice.Of("base", "client-5", "client-10", "client-20");
        var seats = new Honest(counter, dice).Office(template);
        var (kit, me) = (seats[0].Kit, seats[0]);
        var both = kit.Sets.Count > 1 && dice.Chance(0.4);
        while (!both && counter.HistoryOf(kit).LicensesLeft(kit.Sets[0]) > 0 && counter.Spare(kit) is { } free)
        {
            counter.Ask(me.At(Machine.Bought(dice)), Operation.Initial, kit, free);
            counter.Wait(dice.Days(0.1, 20));
        }

        var further = dice.Between(2, 6);
        for (var computer = 0; computer < further; computer++)
        {
            counter.Wait(dice.Days(0.2, 40));
            var who = me.At(Machine.Bought(dice));
            who = both && who.Method == Method.Phone ? who with { Method = Method.File } : who;
            for (var tries = dice.Between(1, 3); tries > 0; tries--)
            {
                var pin = both ? kit.Sets[1].Pins[computer % kit.Sets[1].Pins.Count].Code : counter.Spare(kit);
                if (pin is { } code)
                {
                    counter.Ask(who, Operation.Initial, kit, code);
                    counter.Wait(dice.Minutes(2, 500));
                }
            }
        }
    }

    internal void PinFarming()
    {
        if (dice.Chance(0.3))
        {
            NeverUsed();
            return;
        }

        var seat = Seat.Of(counter, dice);
        for (var rounds = dice.Between(4, 7); rounds > 0; rounds--)
        {
            for (var moves = 0; moves < 6; moves++)
            {
                counter.Wait(dice.Days(2, 15));
                seat.Computer = dice.Of(seat.Computer, seat.Computer.Renamed(dice), seat.Computer.Updated(dice));
                if (!seat.Move(anyway: true))
                {
                    break;
                }
            }

            seat.Additional();
        }
    }

    internal void Guessing()
    {
        var who = new Asker(Customer.New(dice), Machine.Bought(dice), dice.Of(Method.File, Method.Automatic), Seat.Place(dice));
        switch (dice.Between(0, 2))
        {
            case 0:
                AtOneKit(who);
                break;
            case 1:
                // One place, any number.
                for (var tries = dice.Between(25, 150); tries > 0; tries--)
                {
                    counter.Guess(who, null);
                    counter.Wait(dice.Minutes(0.1, 20));
                }

                break;
            default:
                Slowly(who);
                break;
        }
    }

    internal void Resale()
    {
        if (dice.Chance(0.35))
        {
            MasterComputer();
            return;
        }

        var seat = Seat.Of(counter, dice, dice.Of("base", "base", "client-5"));
        for (var buyers = dice.Between(2, 5); buyers > 0; buyers--)
        {
            counter.Wait(dice.Days(1, 90));
            var buyer = new Asker(Customer.New(dice), Machine.Bought(dice), seat.Me.Method, Seat.Place(dice));
            counter.Ask(buyer, Operation.Initial, seat.Kit, dice.Of(seat.Pin!.Value, counter.Spare(seat.Kit) ?? seat.Pin.Value));
            for (var tries = dice.Between(1, 4); tries > 0; tries--)
            {
                counter.Wait(dice.Minutes(5, 700));
                _ = dice.Chance(0.5) && counter.Spare(seat.Kit) is { } spare
                    ? counter.Ask(buyer, Operation.RestoreWithSpare, seat.Kit, spare, seat.Pin, false)
                    : counter.Ask(buyer, Operation.Restore, seat.Kit, seat.Pin!.Value);
            }

            if (dice.Chance(0.5))
            {
                // The seller goes on working with it.
                counter.Wait(dice.Days(1, 40));
                seat.Restore();
            }
        }
    }

    internal void MethodShopping()
    {
        var seat = Seat.Of(counter, dice, dice.Of("base", "base", "client-5"));
        counter.Wait(dice.Days(5, 200));

        // A copy of the computer, or another one altogether; by some other way it may pass for the first.
        var copy = dice.Chance(0.5) ? seat.Computer.WithAnotherBoard(dice) : Machine.Bought(dice);
        var others = Enum.GetValues<Method>().Where(m => m != seat.Me.Method).ToArray();
        for (var tries = dice.Between(6, 16); tries > 0; tries--)
        {
            var who = seat.At(copy) with { Method = dice.Of(others) };
            _ = dice.Chance(0.2) && counter.Spare(seat.Kit) is { } spare
                ? counter.Ask(who, Operation.RestoreWithSpare, seat.Kit, spare, seat.Pin, false)
                : counter.Ask(who, Operation.Restore, seat.Kit, seat.Pin!.Value);
            counter.Wait(dice.Minutes(5, 1400));
        }
    }

    private void NeverUsed()
    {
        var kit = counter.Sell(dice.Of("base", "client-5"));
        for (var letters = dice.Between(2, 5); letters > 0; letters--)
        {
            counter.Wait(dice.Days(2, 40));
            counter.AskForPin(kit, dice.Of(kit.Sets[0].Pins).Code);
        }
    }

    private void AtOneKit(Asker who)
    {
        var kit = Seat.Of(counter, dice).Kit;
        counter.Wait(dice.Days(10, 100));
        IReadOnlyList<string> places = [.. Enumerable.Range(0, dice.Between(1, 30)).Select(_ => Seat.Place(dice))];
        for (var tries = dice.Between(15, 150); tries > 0; tries--)
        {
            counter.Guess(who with { Source = dice.Of(places) }, kit);
            counter.Wait(dice.Minutes(0.2, 45));
        }
    }

    // A few a day, so that no hour sees many.
    private void Slowly(Asker who)
    {
        var kit = Seat.Of(counter, dice).Kit;
        for (var days = dice.Between(10, 30); days > 0; days--)
        {
            for (var tries = dice.Between(3, 8); tries > 0; tries--)
            {
                counter.Guess(who, kit);
                counter.Wait(dice.Minutes(20, 150));
            }

            counter.Wait(dice.Days(0.3, 1));
        }
    }

    // One computer is licensed for everybody, and its disk is copied.
    private void MasterComputer()
    {
        var master = Machine.Bought(dice);
        var (method, place) = (dice.Of(Method.File, Method.Automatic), Seat.Place(dice));
        for (var customers = dice.Between(5, 12); customers > 0; customers--)
        {
            new Seat(counter, dice, counter.Sell("base"), Customer.New(dice), master, method, place).Acquire();
            counter.Wait(dice.Days(1, 25));
        }
    }
}
