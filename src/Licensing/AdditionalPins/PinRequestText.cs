using System.Text.RegularExpressions;
using Licensing.Kits;

namespace Licensing.AdditionalPins;

/// <summary>Pulls what a request for an additional PIN code must tell out of free text, English or Russian.</summary>
/// <remarks>It proposes; a clerk sees what was found beside the letter and can put it right.</remarks>
public static partial class PinRequestText
{
    private const int MostCharacters = 20_000;
    private const int LongestValue = 300;
    private const int NearLabel = 60;
    private static readonly char[] Numbers = [.. "0123456789 .-–—/\n\r\t\u00A0"];

    /// <summary>Reads a letter.</summary>
    /// <param name="text">What the customer wrote, without what is quoted.</param>
    public static PinAsked Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var letter = Tidy(text.Length > MostCharacters ? text[..MostCharacters] : text);
        try
        {
            var pin = PinIn(letter);
            return new PinAsked
            {
                Kit = KitIn(letter, pin),
                Company = CompanyIn(letter),
                Pin = pin?.Digits ?? "",
                Reason = ReasonIn(letter),
            };
        }
        catch (RegexMatchTimeoutException)
        {
            // A letter made to be slow is still a letter: a clerk reads it.
            return new PinAsked();
        }
    }

    /// <summary>The text with every PIN code in it cut down to its last three digits.</summary>
    public static string Masked(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // A code that the end cuts through goes as a whole.
        return text.Length > MostCharacters ? Digits.Masked(text[..MostCharacters].TrimEnd(Numbers)) + " …" : Digits.Masked(text);
    }

    // A right code before a wrong one, the one that is said to be replaced before another.
    private static Number? PinIn(string text) => Digits.Of(text, 15)
        .Where(n => n.Whole || Digits.IsPin(n.Digits))
        .OrderByDescending(n => Digits.IsPin(n.Digits))
        .ThenByDescending(n => ToReplace().IsMatch(Before(text, n)))
        .ThenBy(n => n.Start)
        .FirstOrDefault();

    // A right number before a wrong one, and a wrong one only where it is called a kit number.
    private static string KitIn(string text, Number? pin) => Digits.Of(text, 9, 10)
        .Where(n => pin is null || n.Start >= pin.End || n.End <= pin.Start)
        .Select(n => (Number: n, Right: KitNumber.TryParse(n.Digits, out _), Called: KitLabel().IsMatch(Before(text, n))))
        .Where(n => n.Called || (n.Right && n.Number.Whole))
        .OrderByDescending(n => n.Right).ThenByDescending(n => n.Called).ThenByDescending(n => n.Number.Whole).ThenBy(n => n.Number.Start)
        .Select(n => n.Number.Digits)
        .FirstOrDefault() ?? "";

    private static string CompanyIn(string text)
    {
        var called = CompanyLabel().Match(text);
        return called.Success ? Value(called.Groups["value"].Value)
            : Form().Match(text) is { Success: true } form ? Value(form.Value)
            : "";
    }

    private static string ReasonIn(string text)
    {
        var called = ReasonLabel().Match(text);
        if (called.Success)
        {
            return Value(called.Groups["value"].Value);
        }

        // Nobody named it so: a sentence that speaks of hardware is the best there is.
        return Sentence().Matches(text).Select(m => m.Value).FirstOrDefault(HardwareStory.IsTold) is { } told ? Value(told) : "";
    }

    private static string Before(string text, Number number) => text[Math.Max(0, number.Start - NearLabel)..number.Start];

    private static string Value(string text)
    {
        var value = Spaces().Replace(Digits.Masked(text), " ").Trim(' ', ':', '-', '–', '—', ';', ',');
        return value.Length > LongestValue ? value[..LongestValue] : value;
    }

    private static string Tidy(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Where(c => !char.IsSurrogate(c) && (c == '\n' || c == '\t' || !char.IsControl(c))));

    [GeneratedRegex(@"(?:replace|current|broken|lost|замен|текущ|вместо|действующ)[^\n]{0,60}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex ToReplace();

    [GeneratedRegex(@"(?:\bkit\b|registration\s+n|комплект|рег\.?\s*(?:номер|№)|регистрационн)[^\n\d]{0,40}\n?[^\n\d]{0,5}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex KitLabel();

    [GeneratedRegex(@"(?:\bcompany(?:[ ]+name)?|\borgani[sz]ation|\bfirm\b|\bowner|\bcustomer|название\s+(?:компании|организации|фирмы)|наименование(?:\s+(?:компании|организации|фирмы))?|компани[яи]|организаци[яи]|фирма|владелец|клиент)\s*[:=\-–—]\s*\n?(?<value>[^\n;]{2,300})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex CompanyLabel();

    [GeneratedRegex(@"(?<!\w)(?:ООО|ОАО|ЗАО|ПАО|НАО|АО|ИП|ГБУ|ГУП|МУП|ФГУП|НКО|ТОО)\s+(?:[«""“„][^\n»""”]{2,100}[»""”]|[А-ЯЁA-Z][^\n,;.:\d]{1,80})|(?<!\w)\p{Lu}[\w&'’\-]*(?:[ ]\p{Lu}?[\w&'’\-]+){0,5},?[ ](?:Ltd\.?|Limited|LLC|Inc\.?|GmbH|Corp\.?|PLC|SIA|S\.A\.|B\.V\.|Oy|AB|AG|S\.r\.l\.)(?!\w)", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Form();

    [GeneratedRegex(@"(?:\breason(?:\s+(?:of|for)[^\n:]{0,60})?|\bcause|причин[аы](?:\s+запроса|\s+замены|\s+обращения)?)\s*[:=\-–—]\s*\n?(?<value>[^\n]{2,300}(?:\n[^\n:]{2,300})?)|(?<value>(?:\bbecause|\bdue\s+to|в\s+связи\s+с|по\s+причине|из-за|потому\s+что|так\s+как)\b[^\n.]{2,300})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex ReasonLabel();

    [GeneratedRegex(@"[^.!?\n]{4,300}", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Spaces();
}
