using System.Text;

namespace Licensing.AdditionalPins;

/// <summary>Names of companies as people compare them: legal forms, quotation marks, case and ё do not make another company.</summary>
public static class CompanyName
{
    private static readonly HashSet<string> Forms = new(StringComparer.Ordinal)
    {
        "ООО", "ОАО", "ЗАО", "ПАО", "НАО", "АО", "ИП", "ТОО", "ОБЩЕСТВО", "С", "ОГРАНИЧЕННОЙ", "ОТВЕТСТВЕННОСТЬЮ", "АКЦИОНЕРНОЕ", "ИНДИВИДУАЛЬНЫЙ", "ПРЕДПРИНИМАТЕЛЬ",
        "LTD", "LIMITED", "LLC", "INC", "GMBH", "CORP", "CORPORATION", "CO", "COMPANY", "PLC", "SIA", "OY", "AB", "AG", "BV", "SA", "SRL",
    };

    /// <summary>How many characters two names differ by; 0: the same company.</summary>
    /// <param name="one">A name.</param>
    /// <param name="other">Another.</param>
    public static int Distance(string one, string other) => Distance(Folded(one).AsSpan(), Folded(other));

    private static string Folded(string name)
    {
        var words = new StringBuilder();
        foreach (var c in name.ToUpperInvariant())
        {
            if (char.IsLetterOrDigit(c))
            {
                words.Append(c == 'Ё' ? 'Е' : c);
            }
            else if (char.IsWhiteSpace(c) || c is '-' or ',')
            {
                words.Append(' ');
            }
        }

        var all = words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var own = all.Where(w => !Forms.Contains(w)).ToList();
        return string.Concat(own.Count > 0 ? own : all);
    }

    private static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var row = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var up = row[j];
                row[j] = Math.Min(Math.Min(up, row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = up;
            }
        }

        return row[^1];
    }
}
