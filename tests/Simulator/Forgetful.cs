using Licensing.Acquisitions;

namespace Simulator;

/// <summary>Somebody who forgets, mixes up, and misunderstands, and means no harm by it.</summary>
/// <param name="counter">The Center.</param>
/// <param name="dice">Chance.</param>
internal sealed class Forgetful(Counter counter, Dice dice)
{
    internal void Live()
    {
        var seat = Seat.Of(counter, dice, dice.Of("base", "base", "client-5"));
        for (var mistakes = dice.Between(1, 4); mistakes > 0; mistakes--)
        {
            counter.Wait(dice.Days(10, 200));
            Mistake(seat);
        }
    }

    private void Mistake(Seat seat)
    {
        switch (dice.Between(0, 6))
        {
            case 0:
                new Honest(counter, dice).Misremember(seat, seat.Me.Owner, dice.Between(1, 6));
                seat.Restore();
                break;
            case 1:
                WrongMethod(seat);
                break;
            case 2:
                InitialAgain(seat);
                break;
            case 3:
                Typos(seat);
                break;
            case 4:
                SecondComputer(seat);
                break;
            case 5:
                WrongSet(seat);
                break;
            default:
                // A board was replaced, and then the owner was forgotten as well.
                seat.Computer = seat.Computer.WithAnotherBoard(dice);
                new Honest(counter, dice).Misremember(seat, seat.Me.Owner, dice.Between(1, 4));
                seat.Repaired(seat.Computer);
                break;
        }
    }

    private void WrongMethod(Seat seat)
    {
        var other = seat.Me with { Method = dice.Of(dice.Shuffled(Enum.GetValues<Method>()).First(m => m != seat.Me.Method)) };
        for (var tries = dice.Between(1, 3); tries > 0; tries--)
        {
            counter.Ask(other, Operation.Restore, seat.Kit, seat.Pin!.Value);
            counter.Wait(dice.Minutes(2, 60));
        }

        seat.Restore();
    }

    // The system was installed anew, and the wizard was begun from its first page.
    private void InitialAgain(Seat seat)
    {
        var anew = seat.Computer.Reinstalled(dice);
        for (var tries = dice.Between(1, 3); tries > 0; tries--)
        {
            counter.Ask(seat.At(anew), Operation.Initial, seat.Kit, seat.Pin!.Value);
            counter.Wait(dice.Minutes(2, 120));
        }

        seat.Repaired(anew);
    }

    private void Typos(Seat seat)
    {
        for (var tries = dice.Between(1, 6); tries > 0; tries--)
        {
            counter.Guess(seat.Me, seat.Kit);
            counter.Wait(dice.Minutes(1, 8));
        }

        seat.Restore();
    }

    // Three codes in the letter: three computers, surely.
    private void SecondComputer(Seat seat)
    {
        var second = Machine.Bought(dice);
        for (var tries = dice.Between(1, 2); tries > 0 && counter.Spare(seat.Kit) is { } spare; tries--)
        {
            counter.Ask(seat.At(second), Operation.Initial, seat.Kit, spare);
            counter.Wait(dice.Minutes(2, 200));
        }
    }

    private void WrongSet(Seat seat)
    {
        if (seat.Kit.Sets.Count < 2)
        {
            return;
        }

        var place = seat.Me.Method == Method.Phone ? seat.Me with { Method = Method.File } : seat.Me;
        for (var tries = dice.Between(1, 2); tries > 0; tries--)
        {
            counter.Ask(place, Operation.Initial, seat.Kit, seat.Kit.Sets[1].Pins[0].Code);
            counter.Wait(dice.Minutes(2, 200));
        }
    }
}
