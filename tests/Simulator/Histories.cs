namespace Simulator;

/// <summary>Plays people's lives with kits: honest and dishonest ones, each repeatable by its seed.</summary>
public static class Histories
{
    /// <summary>One history.</summary>
    /// <param name="behaviour">What kind of people.</param>
    /// <param name="seed">The same seed gives the same history.</param>
    public static History Play(Behaviour behaviour, int seed)
    {
        var dice = new Dice(unchecked((seed * 397) ^ ((int)behaviour * 7_919)));
        var counter = new Counter(dice);
        counter.Wait(dice.Days(0, 300));
        var (honest, dishonest) = (new Honest(counter, dice), new Dishonest(counter, dice));
        Action live = behaviour switch
        {
            Behaviour.Quiet => honest.Quiet,
            Behaviour.HardwareRepair => honest.HardwareRepair,
            Behaviour.NewComputer => honest.NewComputer,
            Behaviour.Reseller => honest.Reseller,
            Behaviour.VirtualFarm => honest.VirtualFarm,
            Behaviour.OfficeMove => honest.OfficeMove,
            Behaviour.SystemUpdate => honest.SystemUpdate,
            Behaviour.ForgetfulOwner => new Forgetful(counter, dice).Live,
            Behaviour.AdditionalPins => honest.AdditionalPins,
            Behaviour.PinSharing => dishonest.PinSharing,
            Behaviour.Alternating => dishonest.Alternating,
            Behaviour.OverUse => dishonest.OverUse,
            Behaviour.PinFarming => dishonest.PinFarming,
            Behaviour.Guessing => dishonest.Guessing,
            Behaviour.Resale => dishonest.Resale,
            Behaviour.MethodShopping => dishonest.MethodShopping,
        };
        live();
        return new History(behaviour, seed, counter.Happenings);
    }
}
