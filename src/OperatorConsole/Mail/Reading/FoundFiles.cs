using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Licensing.Files;

namespace OperatorConsole.Mail.Reading;

/// <summary>A request file in a message, recognised by what is in it.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Forwarded">It lay in a message that somebody passed on.</param>
internal sealed record FoundFile(byte[] Bytes, bool Forwarded);

/// <summary>Looks for request files in every part: names and types that the sender gave decide nothing.</summary>
internal static partial class FoundFiles
{
    private const int MostArchiveEntries = 50;
    private static readonly byte[] ZipMark = [0x50, 0x4B, 0x03, 0x04];

    /// <summary>Every distinct file, in the order of the message.</summary>
    /// <param name="leaves">The message's leaves.</param>
    /// <param name="text">What the sender wrote, without what is quoted: a request can be pasted there.</param>
    /// <param name="budget">What reading the message may cost.</param>
    /// <exception cref="MailBeyondLimitsException">The archives unpack into more than a mail may hold, or the time is over.</exception>
    internal static IReadOnlyList<FoundFile> In(IReadOnlyList<Leaf> leaves, string text, ReadingBudget budget)
    {
        var found = leaves.Where(leaf => !MailText.IsBody(leaf.Entity)).SelectMany(leaf => InPart(leaf, budget)).ToList();
        if (found.Count == 0)
        {
            found.AddRange(Pasted(text).Select(bytes => new FoundFile(bytes, Forwarded: false)));
        }

        return [.. found.DistinctBy(f => Convert.ToHexString(SHA256.HashData(f.Bytes)))];
    }

    private static IEnumerable<FoundFile> InPart(Leaf leaf, ReadingBudget budget)
    {
        budget.Check();
        if (Parts.Bytes(leaf.Entity, MailLimits.MostBytes) is not { Length: > 0 } bytes)
        {
            return [];
        }

        var files = bytes.AsSpan().StartsWith(ZipMark) ? Unzipped(bytes, budget) : [bytes];
        return files.Where(file => LooksLikeOne(file, leaf.Entity.FileName)).Select(file => new FoundFile(file, leaf.Forwarded));
    }

    // A file that says so by its name alone is one too, a broken one: its sender wants to hear of it.
    private static bool LooksLikeOne(byte[] bytes, string? name)
    {
        if (bytes.Length <= LicenseRequestFile.MostBytes && Head(bytes) is { Length: > 0 } head
            && (head.StartsWith('{') && head.Contains("license-request/", StringComparison.Ordinal) || EncryptedRequest.IsOne(head)))
        {
            return true;
        }

        return name?.Trim().EndsWith(".licreq", StringComparison.OrdinalIgnoreCase) == true;
    }

    private static string Head(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Trim();

    private static IEnumerable<byte[]> Pasted(string text)
    {
        foreach (Match match in Compact().Matches(text))
        {
            var compact = string.Concat(match.Value.Where(c => !char.IsWhiteSpace(c)));
            if (EncryptedRequest.IsOne(compact))
            {
                yield return Encoding.UTF8.GetBytes(compact);
            }
        }

        if (text.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start && text.LastIndexOf('}') is var end && end > start
            && text[start..(end + 1)] is { Length: <= LicenseRequestFile.MostBytes } json
            && json.Contains("\"license-request/", StringComparison.Ordinal))
        {
            yield return Encoding.UTF8.GetBytes(json);
        }
    }

    private static List<byte[]> Unzipped(byte[] archive, ReadingBudget budget)
    {
        var files = new List<byte[]>();
        try
        {
            using var zip = new ZipArchive(new MemoryStream(archive, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostArchiveEntries)
            {
                throw new MailBeyondLimitsException("archive-too-large");
            }

            foreach (var entry in zip.Entries)
            {
                files.Add(Unpacked(entry, budget));
            }
        }
        catch (InvalidDataException)
        {
            // Encrypted or damaged: nothing in it can be read, and the person who looks at the mail sees that.
        }

        return files;
    }

    // What an archive says of its sizes is what a bomb says: the bytes are counted as they come out.
    private static byte[] Unpacked(ZipArchiveEntry entry, ReadingBudget budget)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            budget.Unpack(read);
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    // Mail programs break long lines where they like.
    [GeneratedRegex(@"eyJ[A-Za-z0-9_\-\s]{20,4000}\.\s*\.[A-Za-z0-9_\-\s]{12,60}\.[A-Za-z0-9_\-\s]{20,90000}\.\s*[A-Za-z0-9_\-]{10,16}(?:\s*[A-Za-z0-9_\-]{1,12})?", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Compact();
}
