using System.Text.Json;
using Licensing.Owners;

namespace Licensing.Files;

/// <summary>Owner details as a file ("Save data"), and as the <c>owner</c> member of other files. Formats, section 1.</summary>
public static class OwnerFile
{
    internal static readonly string[] Members =
    [
        "kind", "organization", "lastName", "firstName", "middleName", "email", "country", "region", "zip", "district", "town",
        "street", "house", "building", "apartment",
    ];

    /// <summary>Reads owner details; texts come as they stand, <see cref="OwnerDetails.Cleaned"/> tells what counts.</summary>
    /// <param name="json">The file's text.</param>
    /// <exception cref="FileFormatException">A member is unknown or not what it should be.</exception>
    public static OwnerDetails Read(string json) => StrictObject.Read(json, Members, Read);

    /// <summary>Writes owner details as they count.</summary>
    /// <param name="owner">The details.</param>
    public static string Write(OwnerDetails owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return JsonText.Write(writer => WriteMembers(writer, owner));
    }

    internal static OwnerDetails Read(StrictObject file) => new()
    {
        Kind = file.Text("kind") switch
        {
            "" or "company" => OwnerKind.Company,
            "individual" => OwnerKind.Individual,
            _ => throw file.Fault("kind", Expectation.OwnerKind),
        },
        Organization = file.Text("organization"),
        LastName = file.Text("lastName"),
        FirstName = file.Text("firstName"),
        MiddleName = file.Text("middleName"),
        Email = file.Text("email"),
        Country = file.Text("country"),
        Region = file.Text("region"),
        Zip = file.Text("zip"),
        District = file.Text("district"),
        Town = file.Text("town"),
        Street = file.Text("street"),
        House = file.Text("house"),
        Building = file.Text("building"),
        Apartment = file.Text("apartment"),
    };

    internal static void WriteMembers(Utf8JsonWriter writer, OwnerDetails owner)
    {
        var o = owner.Cleaned();
        writer.WriteString("kind", o.Kind == OwnerKind.Company ? "company" : "individual");
        foreach (var (member, value) in Texts(o))
        {
            writer.WriteString(member, value);
        }
    }

    /// <summary>Every text by the name of its member.</summary>
    internal static IEnumerable<(string Member, string Value)> Texts(OwnerDetails o) =>
    [
        ("organization", o.Organization), ("lastName", o.LastName), ("firstName", o.FirstName), ("middleName", o.MiddleName),
        ("email", o.Email), ("country", o.Country), ("region", o.Region), ("zip", o.Zip), ("district", o.District),
        ("town", o.Town), ("street", o.Street), ("house", o.House), ("building", o.Building), ("apartment", o.Apartment),
    ];
}
