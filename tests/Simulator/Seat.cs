using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;
using Licensing.Owners;

namespace Simulator;

/// <summary>One license of a customer and the computer that it works on.</summary>
public sealed class Seat(Counter counter, Dice dice, Kit kit, OwnerDetails owner, KeyParameters computer, Method method, string source, int set = 0)
{
    /// <summary>The computer as it is now.</summary>
    public KeyParameters Computer { get; set; } = computer;

    /// <summary>The PIN that carries the license; null while there is none.</summary>
    public PinCode? Pin { get; private set; }

    /// <summary>The kit.</summary>
    public Kit Kit => kit;

    /// <summary>The customer, at this computer.</summary>
    public Asker Me => new(owner, Computer, method, source);

    /// <summary>The customer, at another computer.</summary>
    public Asker At(KeyParameters other) => Me with { Computer = other };

    /// <summary>A customer with a kit of his own, who has acquired its first license.</summary>
    public static Seat Of(Counter counter, Dice dice, string template = "base", Method? method = null)
    {
        ArgumentNullException.ThrowIfNull(counter);
        ArgumentNullException.ThrowIfNull(dice);
        var seat = new Seat(
            counter, dice, counter.Sell(template), Customer.New(dice), Machine.Bought(dice), method ?? dice.Of(Method.Phone, Method.File, Method.Automatic), Place(dice));
        seat.Acquire();
        return seat;
    }

    /// <summary>A place that requests come from.</summary>
    public static string Place(Dice dice)
    {
        ArgumentNullException.ThrowIfNull(dice);
        return "http:" + dice.Text(12, "0123456789abcdef");
    }

    /// <summary>The first license, with the next unused PIN.</summary>
    public bool Acquire()
    {
        if (counter.Spare(kit, set) is { } pin && counter.Ask(Me, Operation.Initial, kit, pin) is Granted)
        {
            Pin = pin;
        }

        return Pin is not null;
    }

    /// <summary>"Nothing changed": the license again with its PIN.</summary>
    public Decision Restore() => counter.Ask(Me, Operation.Restore, kit, Pin!.Value);

    /// <summary>The license moves to a spare PIN, if there is one.</summary>
    /// <param name="anyway">"I know that the same PIN would do."</param>
    public bool Move(bool anyway = false)
    {
        if (counter.Spare(kit, set) is { } spare && counter.Ask(Me, Operation.RestoreWithSpare, kit, spare, Pin, anyway ? false : null) is Granted)
        {
            Pin = spare;
            return true;
        }

        return false;
    }

    /// <summary>The computer was changed: first a try or two as if it were not, then a spare, and where there is none a letter to the Center.</summary>
    /// <param name="now">The computer now.</param>
    public void Repaired(KeyParameters now)
    {
        Computer = now;
        for (var tries = dice.Of(0, 0, 1, 1, 2, 3); tries > 0; tries--)
        {
            if (Restore() is Granted)
            {
                return;
            }

            counter.Wait(dice.Minutes(2, 40));
        }

        counter.Wait(dice.Minutes(5, 600));
        if (!Move() && counter.Spare(kit, set) is null && dice.Chance(0.8))
        {
            Additional();
            Move();
        }
    }

    /// <summary>A letter asks for a PIN in place of the one in use, and after a review one joins.</summary>
    public void Additional()
    {
        counter.AskForPin(kit, Pin!.Value);
        counter.Wait(dice.Days(0.2, 4));
        counter.Join(kit, set);
        counter.Wait(dice.Minutes(10, 2000));
    }
}
