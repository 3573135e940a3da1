namespace Licensing.Owners;

/// <summary>A field of the owner details, in the order of the dialog.</summary>
public enum OwnerField
{
    /// <summary>Company or individual.</summary>
    Kind,

    /// <summary>Name of the company.</summary>
    Organization,

    /// <summary>Family name.</summary>
    LastName,

    /// <summary>Given name.</summary>
    FirstName,

    /// <summary>Middle name or patronymic.</summary>
    MiddleName,

    /// <summary>E-mail address.</summary>
    Email,

    /// <summary>Country.</summary>
    Country,

    /// <summary>Region or area.</summary>
    Region,

    /// <summary>Postal code.</summary>
    Zip,

    /// <summary>District.</summary>
    District,

    /// <summary>Town.</summary>
    Town,

    /// <summary>Street.</summary>
    Street,

    /// <summary>House.</summary>
    House,

    /// <summary>Building.</summary>
    Building,

    /// <summary>Apartment or office.</summary>
    Apartment,
}

/// <summary>Reaches the texts of owner details by field.</summary>
public static class OwnerFields
{
    /// <summary>The fields that hold a text: all but the kind.</summary>
    public static IReadOnlyList<OwnerField> Texts { get; } = [.. Enum.GetValues<OwnerField>().Where(f => f != OwnerField.Kind)];

    /// <summary>Text of a field.</summary>
    /// <param name="owner">The details.</param>
    /// <param name="field">A field that holds a text.</param>
    public static string Text(this OwnerDetails owner, OwnerField field)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return field switch
        {
            OwnerField.Organization => owner.Organization,
            OwnerField.LastName => owner.LastName,
            OwnerField.FirstName => owner.FirstName,
            OwnerField.MiddleName => owner.MiddleName,
            OwnerField.Email => owner.Email,
            OwnerField.Country => owner.Country,
            OwnerField.Region => owner.Region,
            OwnerField.Zip => owner.Zip,
            OwnerField.District => owner.District,
            OwnerField.Town => owner.Town,
            OwnerField.Street => owner.Street,
            OwnerField.House => owner.House,
            OwnerField.Building => owner.Building,
            OwnerField.Apartment => owner.Apartment,
            OwnerField.Kind => throw new ArgumentException("The kind is no text.", nameof(field)),
        };
    }

    /// <summary>The same details with another text in a field.</summary>
    /// <param name="owner">The details.</param>
    /// <param name="field">A field that holds a text.</param>
    /// <param name="text">The text.</param>
    public static OwnerDetails With(this OwnerDetails owner, OwnerField field, string text)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return field switch
        {
            OwnerField.Organization => owner with { Organization = text },
            OwnerField.LastName => owner with { LastName = text },
            OwnerField.FirstName => owner with { FirstName = text },
            OwnerField.MiddleName => owner with { MiddleName = text },
            OwnerField.Email => owner with { Email = text },
            OwnerField.Country => owner with { Country = text },
            OwnerField.Region => owner with { Region = text },
            OwnerField.Zip => owner with { Zip = text },
            OwnerField.District => owner with { District = text },
            OwnerField.Town => owner with { Town = text },
            OwnerField.Street => owner with { Street = text },
            OwnerField.House => owner with { House = text },
            OwnerField.Building => owner with { Building = text },
            OwnerField.Apartment => owner with { Apartment = text },
            OwnerField.Kind => throw new ArgumentException("The kind is no text.", nameof(field)),
        };
    }
}
