using Licensing.Owners;

namespace Simulator;

/// <summary>Owners of licenses, and how they are misspelt.</summary>
public static class Customer
{
    private static readonly string[] Trades = ["Romashka", "Vector", "Luch", "Severny Veter", "Orion", "Meridian", "Kristall", "Sokol", "Fortuna", "Start", "Alfa Trade", "Lesnoy Dvor"];
    private static readonly string[] Forms = ["OOO", "AO", "ZAO", "IP"];
    private static readonly string[] Families = ["Petrov", "Ivanova", "Sidorov", "Orlova", "Smirnov", "Kuznetsova", "Popov", "Volkova"];
    private static readonly string[] Given = ["Anna", "Oleg", "Vera", "Boris", "Irina", "Pavel", "Maria", "Sergey"];
    private static readonly string[] Streets = ["Lenina", "Sadovaya", "Mira", "Gagarina", "Naberezhnaya", "Lesnaya"];

    /// <summary>Somebody new.</summary>
    public static OwnerDetails New(Dice dice)
    {
        ArgumentNullException.ThrowIfNull(dice);
        var company = dice.Chance(0.85);
        var family = dice.Of(Families);
        var domain = dice.Text(6, "abcdefghklmnoprstuv");
        return new OwnerDetails
        {
            Kind = company ? OwnerKind.Company : OwnerKind.Individual,
            Organization = company ? $"{dice.Of(Forms)} \"{dice.Of(Trades)} {dice.Text(3)}\"" : "",
            LastName = family,
            FirstName = dice.Of(Given),
            MiddleName = dice.Chance(0.5) ? dice.Of("Ivanovich", "Petrovna", "Olegovich", "Sergeevna") : "",
            Email = $"{dice.Of("buh", "office", "info", "it")}@{domain}.example",
            Country = "Russia",
            Town = dice.Of("Moscow", "Tver", "Kazan", "Perm", "Omsk"),
            Street = dice.Of(Streets),
            House = FormattableString.Invariant($"{dice.Between(1, 120)}"),
            Apartment = dice.Chance(0.6) ? FormattableString.Invariant($"{dice.Between(1, 400)}") : "",
        };
    }

    /// <summary>The same owner, remembered otherwise.</summary>
    public static OwnerDetails Misremembered(this OwnerDetails owner, Dice dice)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(dice);
        return dice.Between(0, 6) switch
        {
            0 => owner with { Organization = owner.Organization.Replace("\"", "", StringComparison.Ordinal) + (owner.Organization.Length == 0 ? "private" : "") },
            1 => owner with { MiddleName = owner.MiddleName.Length == 0 ? "Ivanovich" : "" },
            2 => owner with { Street = "ul. " + owner.Street },
            3 => owner with { House = owner.House + " k. 1" },
            4 => owner with { Email = "accounts" + owner.Email[owner.Email.IndexOf('@', StringComparison.Ordinal)..] },
            5 => owner with { LastName = owner.FirstName, FirstName = owner.LastName },
            _ => owner with { Zip = FormattableString.Invariant($"{dice.Between(100, 680)}{dice.Between(100, 999)}") },
        };
    }
}
