using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Cryptography;

namespace OperatorConsole.Mail.Reading;

/// <summary>Who wrote a message, and whether the receiving server vouches for it.</summary>
/// <param name="Address">The one address in From, in lower case; null when there is none that could be answered.</param>
/// <param name="Doubt">Stable code of why it is not answered by itself; null when it may be.</param>
internal sealed record Sender(string? Address, string? Doubt);

/// <summary>Reads the topmost Authentication-Results of our own receiving server and nothing else. RFC 8601.</summary>
internal static partial class SenderProof
{
    // Cyrillic letters that nobody can tell from Latin ones.
    private const string CyrillicDoubles = "асеһіјкмнорѕтухԁԛԝ";

    /// <param name="message">The message.</param>
    /// <param name="authServId">How our receiving server signs its results; empty when it does not.</param>
    internal static Sender Of(MimeMessage message, string authServId)
    {
        if (message.From.Mailboxes.ToList() is not [var from] || message.From.Count != 1)
        {
            return new Sender(message.From.Mailboxes.FirstOrDefault() is { } first ? Clean(first) : null, "several-senders");
        }

        if (Clean(from) is not { } address)
        {
            return new Sender(null, "invalid-address");
        }

        var domain = address[(address.LastIndexOf('@') + 1)..];
        return new Sender(address, LooksLikeAnother(domain) ? "look-alike-domain"
            : NamesAnother(from.Name, address) ? "display-name"
            : Vouched(message, authServId, domain) ? null
            : "sender-unverified");
    }

    // One @, no controls, no quoting tricks: what is left cannot become a second header or a second recipient.
    private static string? Clean(MailboxAddress mailbox)
    {
        var address = mailbox.Address.Trim();
        return address.Length is > 2 and <= 254
            && address.Count(c => c == '@') == 1
            && !address.StartsWith('@') && !address.EndsWith('@')
            && address.All(c => !char.IsControl(c) && !char.IsWhiteSpace(c) && c is not ('<' or '>' or '"' or ',' or ';' or ':' or '\\' or '(' or ')' or '[' or ']'))
            && address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..].Contains('.', StringComparison.Ordinal)
            ? address.ToLowerInvariant()
            : null;
    }

    private static bool Vouched(MimeMessage message, string authServId, string domain)
    {
        var ours = message.Headers.Where(h => h.Id == HeaderId.AuthenticationResults)
            .Select(h => AuthenticationResults.TryParse(Encoding.UTF8.GetBytes(h.Value), out var results) ? results : null)
            .FirstOrDefault(r => r is not null && authServId.Length > 0 && authServId.Equals(r.AuthenticationServiceIdentifier, StringComparison.OrdinalIgnoreCase));
        if (ours is null || ours.Results.Any(r => Is(r, "dmarc") && Is(r.Result, "fail")))
        {
            return false;
        }

        return ours.Results.Any(r => Is(r.Result, "pass") && (
            Is(r, "dmarc") && Property(r, "header", "from") is { } dmarc && Is(Domain(dmarc), domain)
            || Is(r, "dkim") && (Property(r, "header", "d") ?? Property(r, "header", "i")) is { } signer && Aligned(Domain(signer), domain)
            || Is(r, "spf") && Property(r, "smtp", "mailfrom") is { } envelope && Aligned(Domain(envelope), domain)));
    }

    // Who answers for a domain answers for the names below it, not the other way round.
    private static bool Aligned(string signer, string domain) =>
        Is(signer, domain)
        || signer.Contains('.', StringComparison.Ordinal) && domain.EndsWith("." + signer, StringComparison.OrdinalIgnoreCase);

    // Letters of two scripts in one name, or a name that only looks like one in Latin letters.
    private static bool LooksLikeAnother(string domain)
    {
        var unicode = Unicode(domain);
        return unicode.Any(c => c > 127) && unicode.Split('.').Any(label => label.Any(char.IsAsciiLetter) && label.Any(c => c > 127))
            || unicode.Split('.').Any(label => label.Any(c => c > 127) && label.All(c => !char.IsLetter(c) || CyrillicDoubles.Contains(c, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Unicode(string domain)
    {
        try
        {
            return new System.Globalization.IdnMapping().GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }

    // "anna@vector.example" <somebody@else.example> shows an address that nobody answers, and so does a name with two of them.
    private static bool NamesAnother(string? name, string address) =>
        name is not null && name.Contains('@', StringComparison.Ordinal)
        && (AddressInName().Matches(name) is not { Count: > 0 } shown || shown.Any(m => !Is(m.Value.TrimEnd('.'), address)));

    [GeneratedRegex(@"[^\s<>()\[\]""',;:|/\\]+@[^\s<>()\[\]""',;:|/\\@]+", RegexOptions.CultureInvariant, 200)]
    private static partial Regex AddressInName();

    private static string? Property(AuthenticationMethodResult result, string type, string property) =>
        result.Properties.FirstOrDefault(p => Is(p.PropertyType, type) && Is(p.Property, property))?.Value;

    private static string Domain(string value) => value[(value.LastIndexOf('@') + 1)..].Trim('<', '>', '.', ' ');

    private static bool Is(AuthenticationMethodResult result, string method) => Is(result.Method, method);

    private static bool Is(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
