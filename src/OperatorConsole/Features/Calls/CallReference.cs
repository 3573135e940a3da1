using System.Globalization;
using Licensing.Kits;

namespace OperatorConsole.Features.Calls;

/// <summary>The speakable name of a call: <c>yymmdd-n-c</c>, shown and said short as <c>dd-n-c</c>.</summary>
/// <remarks>Formats and interfaces, section 3. The last digit is a Damm check digit over day and number.</remarks>
public static class CallReference
{
    /// <summary>The day of an instant in the Center's zone, <c>yymmdd</c>.</summary>
    public static string DayOf(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The full reference.</summary>
    public static string Of(string day, int number)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{day}{number}");
        return string.Create(CultureInfo.InvariantCulture, $"{day}-{number}-{Damm.CheckDigit(digits)}");
    }

    /// <summary>The short form of a full reference.</summary>
    public static string Short(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference[4..];
    }

    /// <summary>Reads either form; any dash or space between the parts will do.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="day">Six digits of a full reference, two of a short one.</param>
    /// <param name="number">Running number.</param>
    /// <param name="check">Check digit as typed; of a full reference it is verified here.</param>
    public static bool TryParse(string? text, out string day, out int number, out int check)
    {
        var parts = (text ?? "").Split(['-', ' ', '\u2011', '\u2013', '.'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        (day, number, check) = ("", 0, 0);
        if (parts is not [{ Length: 2 or 6 }, { Length: >= 1 and <= 6 }, { Length: 1 }] || !parts.All(p => p.All(char.IsAsciiDigit)))
        {
            return false;
        }

        day = parts[0];
        number = int.Parse(parts[1], CultureInfo.InvariantCulture);
        check = parts[2][0] - '0';
        return day.Length == 2 || Of(day, number) == string.Create(CultureInfo.InvariantCulture, $"{day}-{number}-{check}");
    }
}
