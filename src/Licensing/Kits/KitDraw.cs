using System.Globalization;
using System.Security.Cryptography;

namespace Licensing.Kits;

/// <summary>Draws kits. Dictation codes, section 1.2.</summary>
public static class KitDraw
{
    /// <summary>Most PIN codes of a kit: each has a LINK of its own, there are 997, and additional ones must still find room.</summary>
    public const int MostPins = 800;

    private const int LargestBody = 100_000_000;

    /// <summary>A kit number from the system's generator; whether it is new is the caller's question.</summary>
    public static KitNumber Number() =>
        KitNumber.FromBody(RandomNumberGenerator.GetInt32(LargestBody).ToString("D8", CultureInfo.InvariantCulture));

    /// <summary>A kit with PIN codes for every set of a plan.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="product">Name of the product.</param>
    /// <param name="plan">The sets.</param>
    public static Kit Make(KitNumber number, string product, IReadOnlyList<SetPlan> plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Sum(set => (long)set.Pins) > MostPins)
        {
            throw new ArgumentException($"A kit holds at most {MostPins} PIN codes.", nameof(plan));
        }

        // Within a kit every LINK is another one: a spare's code must say which license moves.
        var links = new HashSet<int>();
        return new Kit(number, product, [.. plan.Select((set, index) => new LicenseSet(index + 1, set.Type, set.Seats, set.Licenses, set.Choice, Draw(set.Pins)))]);

        KitPin[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => new KitPin(Pin(number, links), PinOrigin.Kit))];
    }

    /// <summary>One more PIN code for a kit; its LINK is another than those of the kit's others.</summary>
    /// <param name="kit">The kit with every PIN that it has.</param>
    public static PinCode Further(Kit kit)
    {
        ArgumentNullException.ThrowIfNull(kit);
        var links = kit.Pins.Select(p => PinLink.Of(kit.Number, p.Code)).ToHashSet();
        return links.Count < Dictation.Groups.Modulus
            ? Pin(kit.Number, links)
            : throw new InvalidOperationException($"Kit {kit.Number} has no room for another PIN code.");
    }

    private static PinCode Pin(KitNumber number, HashSet<int> links)
    {
        while (true)
        {
            var pin = PinCode.Draw();
            if (links.Add(PinLink.Of(number, pin)))
            {
                return pin;
            }
        }
    }
}
