namespace Licensing.Kits;

/// <summary>A kit as it was made: what is printed in its letter. Guide: "General information".</summary>
/// <param name="Number">Kit number.</param>
/// <param name="Product">Name of the product.</param>
/// <param name="Sets">Its license sets, in the order of the letter.</param>
public sealed record Kit(KitNumber Number, string Product, IReadOnlyList<LicenseSet> Sets)
{
    /// <summary>Every PIN code of the kit.</summary>
    public IEnumerable<KitPin> Pins => Sets.SelectMany(s => s.Pins);

    /// <summary>The set that a PIN code belongs to; null when it is not of this kit.</summary>
    public LicenseSet? SetOf(PinCode pin) => Sets.FirstOrDefault(s => s.Pins.Any(p => p.Code == pin));
}

/// <summary>PIN codes that give licenses of one type. Guide: "Acquiring and using client licenses".</summary>
/// <param name="Position">1, 2 ... in the letter.</param>
/// <param name="Type">Type of the licenses.</param>
/// <param name="Seats">Workstations; null for a server set.</param>
/// <param name="Licenses">How many can be live at once.</param>
/// <param name="Choice">Letter of the choice group; null when there is nothing to choose.</param>
/// <param name="Pins">Its PIN codes, spares included.</param>
public sealed record LicenseSet(int Position, LicenseType Type, int? Seats, int Licenses, char? Choice, IReadOnlyList<KitPin> Pins);

/// <summary>A PIN code of a set.</summary>
/// <param name="Code">The code.</param>
/// <param name="Origin">From the letter, or added after a review.</param>
public sealed record KitPin(PinCode Code, PinOrigin Origin);
