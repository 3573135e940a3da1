using System.Security.Cryptography;
using Licensing.Dictation;

namespace Licensing.Kits;

/// <summary>Why digits are not a PIN code.</summary>
public enum PinFault
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>Not 15 digits.</summary>
    Length,

    /// <summary>A group above 996.</summary>
    IllegalGroup,

    /// <summary>The fifth group does not fit the first four.</summary>
    CheckGroup,

    /// <summary>Kept for printed examples; never issued, refused everywhere.</summary>
    Reserved,
}

/// <summary>A PIN code: five groups, the fifth a check of the others. Dictation codes, section 1.2.</summary>
/// <remarks><see cref="ToString"/> masks it: the whole code is said only where somebody asks for <see cref="Digits"/> by name.</remarks>
public readonly record struct PinCode
{
    private const int ReservedFirstGroup = 996;

    private PinCode(string digits) => Digits = digits;

    /// <summary>The 15 digits. A secret.</summary>
    public string Digits { get; }

    /// <summary>Last group only, as screens and logs show it.</summary>
    public string Masked => Digits is null ? "" : $"… {Digits[^3..]}";

    /// <summary>The five groups.</summary>
    public int[] ToGroups() => Groups.TryParse(Digits, out var groups) ? groups : [];

    /// <summary>Five groups of three digits.</summary>
    public string Spoken => Groups.Format(ToGroups());

    /// <summary>Reads a PIN code from any spelling of its digits.</summary>
    /// <param name="text">15 digits, in groups or not.</param>
    /// <param name="pin">The code, when it is one.</param>
    /// <returns>What is wrong with it, or <see cref="PinFault.None"/>.</returns>
    public static PinFault Parse(string? text, out PinCode pin)
    {
        pin = default;
        if (!Groups.TryParse(text, out var groups) || groups.Length != 5)
        {
            return PinFault.Length;
        }

        var fault = FaultOf(groups);
        if (fault == PinFault.None)
        {
            pin = new PinCode(Groups.Digits(groups));
        }

        return fault;
    }

    /// <summary>Draws a PIN code from the system's generator; whether it is new is the caller's question.</summary>
    public static PinCode Draw()
    {
        while (true)
        {
            Span<int> groups = [Next(), Next(), Next(), Next(), 0];
            groups[4] = Checks.Pin(groups[..4]);
            if (FaultOf(groups) == PinFault.None)
            {
                return new PinCode(Groups.Digits(groups));
            }
        }

        static int Next() => RandomNumberGenerator.GetInt32(Groups.Modulus);
    }

    /// <summary>A PIN as it stands in a dictated code whose checks hold; a reserved one is let through, for R1 to answer.</summary>
    internal static PinCode FromDictation(ReadOnlySpan<int> fiveGroups) => new(Groups.Digits(fiveGroups));

    /// <inheritdoc/>
    public override string ToString() => Masked;

    internal static PinFault FaultOf(ReadOnlySpan<int> groups)
    {
        foreach (var group in groups)
        {
            if (group >= Groups.Modulus)
            {
                return PinFault.IllegalGroup;
            }
        }

        if (Checks.Pin(groups[..4]) != groups[4])
        {
            return PinFault.CheckGroup;
        }

        var equal = groups[0] == groups[1] && groups[1] == groups[2] && groups[2] == groups[3];
        return equal || groups[0] == ReservedFirstGroup ? PinFault.Reserved : PinFault.None;
    }
}
