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
    internal static IEnumerable<Leaf> Leaves(MimeEntity? entity, bool forwarded = false) => entity switch
    {
        Multipart several => several.SelectMany(part => Leaves(part, forwarded)),
        MessagePart inner => Leaves(inner.Message?.Body, forwarded: true),
        TnefPart tnef => Unpacked(tnef).SelectMany(part => Leaves(part, forwarded)),
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

    // What a mangled winmail.dat holds beyond its damage is not worth a guess: a person sees the message.
    private static IEnumerable<MimeEntity> Unpacked(TnefPart tnef)
    {
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
