namespace Licensing.Kits;

/// <summary>Number of a kit: 9 or 10 digits, the last one a Damm check digit of the others. Dictation codes, section 1.2.</summary>
public readonly record struct KitNumber
{
    private KitNumber(string digits) => Digits = digits;

    /// <summary>The digits alone.</summary>
    public string Digits { get; }

    /// <summary>Reads a kit number; spaces and dashes are passed over.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="number">The number, when it is one.</param>
    public static bool TryParse(string? text, out KitNumber number)
    {
        var digits = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-'));
        var valid = digits.Length is 9 or 10 && digits.All(char.IsAsciiDigit) && Damm.CheckDigit(digits.AsSpan(0, digits.Length - 1)) == digits[^1] - '0';
        number = valid ? new KitNumber(digits) : default;
        return valid;
    }

    /// <summary>The number with this body.</summary>
    /// <param name="body">8 or 9 digits.</param>
    /// <exception cref="FormatException">The body is not 8 or 9 digits.</exception>
    public static KitNumber FromBody(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body.Length is 8 or 9 && body.All(char.IsAsciiDigit)
            ? new KitNumber(body + Damm.CheckDigit(body))
            : throw new FormatException($"A kit number's body is 8 or 9 digits; this one has {body.Length} characters.");
    }

    /// <summary>A number as it is kept; without a look at its check digit, since kits older than that rule have none.</summary>
    public static KitNumber Stored(string digits) => new(digits);

    /// <inheritdoc/>
    public override string ToString() => Digits;
}

/// <summary>The check digit that catches every single wrong digit and every swap of neighbours. H. M. Damm, 2004.</summary>
public static class Damm
{
    private static readonly byte[] Table =
    [
        0, 3, 1, 7, 5, 9, 8, 6, 4, 2,
        7, 0, 9, 2, 1, 5, 4, 8, 6, 3,
        4, 2, 0, 6, 8, 7, 1, 3, 5, 9,
        1, 7, 5, 0, 9, 8, 3, 4, 2, 6,
        6, 1, 2, 3, 0, 4, 5, 9, 7, 8,
        3, 6, 7, 4, 2, 0, 9, 5, 8, 1,
        5, 8, 6, 9, 7, 2, 0, 1, 3, 4,
        8, 9, 4, 5, 3, 6, 2, 0, 1, 7,
        9, 4, 3, 8, 6, 1, 7, 2, 0, 5,
        2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
    ];

    /// <summary>The digit to append.</summary>
    /// <param name="digits">Decimal digits only.</param>
    public static int CheckDigit(ReadOnlySpan<char> digits)
    {
        var interim = 0;
        foreach (var digit in digits)
        {
            interim = Table[(interim * 10) + (digit - '0')];
        }

        return interim;
    }
}
