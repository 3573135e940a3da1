using System.Globalization;
using Data;
using Licensing.Kits;

namespace OperatorConsole.Mail;

/// <summary>The name of a request in writing: <c>R-n-c</c>, where c is a Damm check digit over n.</summary>
/// <remarks>Formats and interfaces, section 3.</remarks>
public static class RequestReference
{
    /// <summary>The reference of a number.</summary>
    public static string Of(int number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return $"R-{digits}-{Damm.CheckDigit(digits)}";
    }

    /// <summary>Reads one as it was typed; null when it is none, or its check digit does not hold.</summary>
    public static int? Parse(string? text)
    {
        var parts = (text ?? "").Trim().Split(['-', ' ', '\u2011', '\u2013'], StringSplitOptions.RemoveEmptyEntries);
        return parts is ["R" or "r", { Length: >= 1 and <= 9 } digits, { Length: 1 } check]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Of(number) == $"R-{digits}-{check}"
            ? number
            : null;
    }

    /// <summary>The next free number. Two who take the same are told apart by a unique index, and the later one takes another.</summary>
    internal static async Task<int> NextAsync(CenterDb db) =>
        Math.Max(
            await MailQueries.LastNumberAsync(db) ?? 0,
            db.Requests.Local.Select(r => r.Number).DefaultIfEmpty().Max()) + 1;
}
