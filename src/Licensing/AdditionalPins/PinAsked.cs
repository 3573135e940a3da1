using System.Text.Json.Serialization;
using Licensing.Kits;

namespace Licensing.AdditionalPins;

/// <summary>What a request for an additional PIN code must tell. Guide: "Acquiring additional PIN codes".</summary>
public enum AskedField
{
    /// <summary>Number of the kit.</summary>
    Kit,

    /// <summary>Name of the company.</summary>
    Company,

    /// <summary>The PIN code to replace.</summary>
    Pin,

    /// <summary>Why a new one is needed.</summary>
    Reason,
}

/// <summary>What a customer wrote or said when asking for an additional PIN code; what is missing is empty.</summary>
/// <remarks>It holds a PIN code: sealed wherever it is kept, and <see cref="ToString"/> says nothing.</remarks>
public sealed record PinAsked
{
    /// <summary>The kit number as it was given.</summary>
    public string Kit { get; init; } = "";

    /// <summary>The company.</summary>
    public string Company { get; init; } = "";

    /// <summary>Digits of the PIN code to replace, right or not. A secret.</summary>
    public string Pin { get; init; } = "";

    /// <summary>The reason, in the customer's words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The kit number, when it is one.</summary>
    [JsonIgnore]
    public KitNumber? KitNumber => Kits.KitNumber.TryParse(Kit, out var number) ? number : null;

    /// <summary>The PIN code, when it is one.</summary>
    [JsonIgnore]
    public PinCode? PinCode => Kits.PinCode.Parse(Pin, out var pin) == PinFault.None ? pin : null;

    /// <summary>What is missing or cannot be what it should be.</summary>
    [JsonIgnore]
    public IReadOnlyList<AskedField> Missing =>
    [
        .. KitNumber is null ? [AskedField.Kit] : Array.Empty<AskedField>(),
        .. Company.Length == 0 ? [AskedField.Company] : Array.Empty<AskedField>(),
        .. PinCode is null ? [AskedField.Pin] : Array.Empty<AskedField>(),
        .. Reason.Length == 0 ? [AskedField.Reason] : Array.Empty<AskedField>(),
    ];

    /// <summary>These details where they say something, else those of an earlier letter.</summary>
    /// <param name="earlier">What was known before.</param>
    public PinAsked Over(PinAsked earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return new PinAsked
        {
            Kit = KitNumber is not null || earlier.Kit.Length == 0 ? Kit : earlier.Kit,
            Company = Company.Length > 0 ? Company : earlier.Company,
            Pin = PinCode is not null || earlier.Pin.Length == 0 ? Pin : earlier.Pin,
            Reason = Reason.Length > 0 ? Reason : earlier.Reason,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(PinAsked);
}
