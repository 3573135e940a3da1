using MimeKit;
using MimeKit.Tnef;

namespace OperatorConsole.Mail.Reading;

/// <summary>One leaf of a message.</summary>
/// <param name="Entity">The part.</param>
/// <param name="Forwarded">It lies within a message that was forwarded.</param>
internal sealed record Leaf(MimePart Entity, bool Forwarded);

/// <summary>Takes a message apart: every leaf, whatever it is wrapped in.</summary>
internal static class Parts
{
    private const int MostUnpacked = 4;
    private static readonly byte[] TnefMark = [0x78, 0x9F, 0x3E, 0x22];

    /// <summary>Every part as it stands, wrappers included.</summary>
    internal static IEnumerable<MimeEntity> Of(MimeEntity? entity)
    {
        if (entity is null)
        {
            yield break;
        }

        yield return entity;
        var below = entity switch
        {
            Multipart several => several.SelectMany(Of),
            MessagePart inner => Of(inner.Message?.Body),
            _ => [],
        };
        foreach (var part in below)
        {
            yield return part;
        }
    }

    /// <summary>The leaves, those of forwarded messages and of winmail.dat included.</summary>
    /// <exception cref="MailBeyondLimitsException">A winmail.dat holds one that holds one, and so on.</exception>
    internal static IEnumerable<Leaf> Leaves(MimeEntity? entity, bool forwarded = false) => Leaves(entity, forwarded, unpacked: 0);

    /// <summary>The first bytes of a part, decoded; the rest is not looked at.</summary>
    internal static byte[] Start(MimePart part, int most)
    {
        if (part.Content is not { } content)
        {
            return [];
        }

        using var decoded = content.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; bytes.Length < most && (read = decoded.Read(buffer, 0, (int)Math.Min(buffer.Length, most - bytes.Length))) > 0;)
        {
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static IEnumerable<Leaf> Leaves(MimeEntity? entity, bool forwarded, int unpacked) => entity switch
    {
        Multipart several => several.SelectMany(part => Leaves(part, forwarded, unpacked)),
        MessagePart inner => Leaves(inner.Message?.Body, forwarded: true, unpacked),
        MimePart part when Tnef(part) is { } tnef => Unpacked(tnef, unpacked).SelectMany(inner => Leaves(inner, forwarded, unpacked + 1)),
        MimePart part => [new Leaf(part, forwarded)],
        _ => [],
    };

    /// <summary>Bytes of a part, decoded; null when there are more than could be of use.</summary>
    internal static byte[]? Bytes(MimePart part, int most)
    {
        if (part.Content is not { } content)
        {
            return [];
        }

        using var decoded = content.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = decoded.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > most)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    // Gateways pass a winmail.dat on as a stream of bytes: its first four say what it is.
    private static TnefPart? Tnef(MimePart part)
    {
        if (part is TnefPart tnef || part.Content is not { } content || MailText.IsBody(part))
        {
            return part as TnefPart;
        }

        using var decoded = content.Open();
        Span<byte> mark = stackalloc byte[TnefMark.Length];
        return decoded.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) == mark.Length && mark.SequenceEqual(TnefMark) ? new TnefPart { Content = content } : null;
    }

    // What a mangled winmail.dat holds beyond its damage is not worth a guess: a person sees the message.
    private static IEnumerable<MimeEntity> Unpacked(TnefPart tnef, int unpacked)
    {
        // The walk over the message does not see what is packed in here.
        if (unpacked >= MostUnpacked)
        {
            throw new MailBeyondLimitsException("too-deep");
        }

        try
        {
            return [.. tnef.ExtractAttachments()];
        }
        catch (Exception fault) when (fault is TnefException or FormatException or ArgumentException or InvalidOperationException or IOException)
        {
            return [];
        }
    }
}
