namespace Licensing.Kits;

/// <summary>What one set of a delivery holds, before PIN codes are drawn.</summary>
/// <param name="Type">Type of the licenses.</param>
/// <param name="Seats">Workstations; null for a server.</param>
/// <param name="Licenses">How many can be live at once.</param>
/// <param name="Pins">How many PIN codes.</param>
/// <param name="Choice">Letter of the choice group.</param>
public sealed record SetPlan(LicenseType Type, int? Seats, int Licenses, int Pins, char? Choice = null);

/// <summary>The standard deliveries. Guide: "Acquiring software licenses included in a software distribution kit".</summary>
public static class DeliveryTemplates
{
    /// <summary>Three PIN codes a license unless configured otherwise: one to use, two spare.</summary>
    public const int PinsPerLicense = 3;

    /// <summary>A delivery whose sets are named one by one.</summary>
    public const string Custom = "custom";

    private static readonly Dictionary<string, IReadOnlyList<SetPlan>> Deliveries = new(StringComparer.Ordinal)
    {
        ["base"] = [Single(1)],
        ["client-5"] = Pair(5),
        ["client-10"] = Pair(10),
        ["client-20"] = Pair(20),
        ["client-50"] = [Multi(50)],
        ["client-100"] = [Multi(100)],
        ["client-300"] = [Multi(300)],
        ["client-500"] = [Multi(500)],
        ["server"] = [Server],
        ["package-5"] = Pair(5),
        ["package-10-server"] = [.. Pair(10), Server],
    };

    /// <summary>Names of the templates, <see cref="Custom"/> apart.</summary>
    public static IReadOnlyCollection<string> Names => Deliveries.Keys;

    private static SetPlan Server => new(LicenseType.Server, null, 1, PinsPerLicense);

    /// <summary>The sets of a template; null when there is none of that name.</summary>
    public static IReadOnlyList<SetPlan>? Find(string name) => Deliveries.GetValueOrDefault(name);

    private static SetPlan Single(int workstations, char? choice = null) =>
        new(LicenseType.SingleUser, workstations, workstations, workstations * PinsPerLicense, choice);

    private static SetPlan Multi(int seats, char? choice = null) => new(LicenseType.MultiUser, seats, 1, PinsPerLicense, choice);

    // Both sets are complete; the customer's first acquisition decides which of them lives.
    private static IReadOnlyList<SetPlan> Pair(int workstations) => [Single(workstations, 'A'), Multi(workstations, 'A')];
}
