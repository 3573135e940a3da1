using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Data.Journal;

/// <summary>What an entry's hash covers, to the byte, so that others can check the chain too.</summary>
/// <remarks>
/// SHA-256 over: <c>journal-entry/1</c>, the sequence and the UTC ticks as 8 bytes, then actor, act, subject and text, each
/// as its UTF-8 length in 4 bytes and the bytes, then the previous hash. Numbers are big-endian. The MAC is
/// HMAC-SHA-256 of the hash with the journal's key. The first entry's previous hash is 32 zero bytes.
/// </remarks>
internal static class JournalChain
{
    internal const int HashLength = 32;
    private static readonly byte[] EntryLabel = "journal-entry/1"u8.ToArray();
    private static readonly byte[] HeadLabel = "journal-head/1"u8.ToArray();

    /// <summary>What the first entry is chained to.</summary>
    internal static byte[] Beginning => new byte[HashLength];

    internal static byte[] Hash(JournalRow entry) => Hash(entry, entry.Sequence);

    /// <summary>The hash that the entry would have at another place.</summary>
    internal static byte[] Hash(JournalRow entry, long sequence)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(EntryLabel);
        Append(hash, sequence);
        Append(hash, entry.At.UtcTicks);
        Append(hash, entry.Actor);
        Append(hash, entry.Act);
        Append(hash, entry.Subject);
        Append(hash, entry.Text);
        hash.AppendData(entry.PreviousHash);
        return hash.GetHashAndReset();
    }

    internal static byte[] Mac(byte[] key, ReadOnlySpan<byte> hash) => HMACSHA256.HashData(key, hash);

    internal static byte[] HeadMac(byte[] key, long sequence, ReadOnlySpan<byte> hash)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(HeadLabel);
        Append(mac, sequence);
        mac.AppendData(hash);
        return mac.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
