using System.Globalization;
using Data;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Features.Violations;

/// <summary>The name of a case: <c>V-n-c</c>, where c is a Damm check digit over n.</summary>
/// <remarks>Formats and interfaces, section 3.</remarks>
public static class CaseReference
{
    /// <summary>The reference of a number.</summary>
    public static string Of(int number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return $"V-{digits}-{Damm.CheckDigit(digits)}";
    }

    /// <summary>Reads one as it was typed; null when it is none, or its check digit does not hold.</summary>
    public static string? Parse(string? text)
    {
        var parts = (text ?? "").Trim().Split(['-', ' ', '\u2011', '\u2013'], StringSplitOptions.RemoveEmptyEntries);
        return parts is ["V" or "v", { Length: >= 1 and <= 9 } digits, { Length: 1 } check]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Of(number) == $"V-{digits}-{check}"
            ? Of(number)
            : null;
    }

    /// <summary>The next free number. Two who take the same are told apart by a unique index, and the later one takes another.</summary>
    internal static async Task<int> NextAsync(CenterDb db, CancellationToken cancellation) =>
        Math.Max(
            await db.Cases.MaxAsync(c => (int?)c.Number, cancellation) ?? 0,
            db.Cases.Local.Select(c => c.Number).DefaultIfEmpty().Max()) + 1;
}
