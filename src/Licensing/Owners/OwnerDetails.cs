using System.Text;
using Licensing.Kits;

namespace Licensing.Owners;

/// <summary>Company or person. Guide: "General procedure".</summary>
public enum OwnerKind
{
    /// <summary>A company: <see cref="OwnerDetails.Organization"/> counts.</summary>
    Company,

    /// <summary>A person: the organization is forced empty.</summary>
    Individual,
}

/// <summary>Who owns a license, as the customer typed it; it must be repeated to the character at a restoration.</summary>
/// <remarks>Guide: "General procedure", license owner dialog. Every text may be empty.</remarks>
public sealed record OwnerDetails
{
    /// <summary>Company or individual.</summary>
    public OwnerKind Kind { get; init; }

    /// <summary>Name of the company.</summary>
    public string Organization { get; init; } = "";

    /// <summary>Family name.</summary>
    public string LastName { get; init; } = "";

    /// <summary>Given name.</summary>
    public string FirstName { get; init; } = "";

    /// <summary>Middle name or patronymic.</summary>
    public string MiddleName { get; init; } = "";

    /// <summary>E-mail address.</summary>
    public string Email { get; init; } = "";

    /// <summary>Country.</summary>
    public string Country { get; init; } = "";

    /// <summary>Region or area.</summary>
    public string Region { get; init; } = "";

    /// <summary>Postal code.</summary>
    public string Zip { get; init; } = "";

    /// <summary>District.</summary>
    public string District { get; init; } = "";

    /// <summary>Town.</summary>
    public string Town { get; init; } = "";

    /// <summary>Street.</summary>
    public string Street { get; init; } = "";

    /// <summary>House.</summary>
    public string House { get; init; } = "";

    /// <summary>Building.</summary>
    public string Building { get; init; } = "";

    /// <summary>Apartment or office.</summary>
    public string Apartment { get; init; } = "";

    /// <summary>The same details with every text as it counts. This is what is shown back and saved.</summary>
    /// <exception cref="FormatException">A text holds half of a surrogate pair.</exception>
    public OwnerDetails Cleaned() => new()
    {
        Kind = Kind,
        Organization = Kind == OwnerKind.Individual ? "" : CanonicalText.Clean(Organization),
        LastName = CanonicalText.Clean(LastName),
        FirstName = CanonicalText.Clean(FirstName),
        MiddleName = CanonicalText.Clean(MiddleName),
        Email = CanonicalText.Clean(Email),
        Country = CanonicalText.Clean(Country),
        Region = CanonicalText.Clean(Region),
        Zip = CanonicalText.Clean(Zip),
        District = CanonicalText.Clean(District),
        Town = CanonicalText.Clean(Town),
        Street = CanonicalText.Clean(Street),
        House = CanonicalText.Clean(House),
        Building = CanonicalText.Clean(Building),
        Apartment = CanonicalText.Clean(Apartment),
    };

    /// <summary>The sixteen lines that are hashed. Dictation codes, section 1.4.</summary>
    public string ToCanonical()
    {
        var o = Cleaned();
        var text = new StringBuilder("OWNER/1\n");
        foreach (var (key, value) in new[]
        {
            ("kind", o.Kind == OwnerKind.Company ? "company" : "individual"), ("organization", o.Organization),
            ("last_name", o.LastName), ("first_name", o.FirstName), ("middle_name", o.MiddleName), ("email", o.Email),
            ("country", o.Country), ("region", o.Region), ("zip", o.Zip), ("district", o.District), ("town", o.Town),
            ("street", o.Street), ("house", o.House), ("building", o.Building), ("apartment", o.Apartment),
        })
        {
            text.Append(key).Append('=').Append(value).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What the Center keeps of the owner by phone: 0 to 994008, the same for every PIN of the kit.</summary>
    public int DigestFor(KitNumber kit) =>
        SaltedHash.Reduced("LC/owner/1", kit.Digits, ToCanonical(), Dictation.Groups.Modulus * Dictation.Groups.Modulus);
}
