using System.Security.Cryptography;
using System.Text;

namespace Data.Sealing;

/// <summary>The bytes of sealed data: version, key id, nonce, tag, cipher text.</summary>
/// <remarks>Version, key id and row name are authenticated with the data, so none of them can be exchanged.</remarks>
internal static class SealedForm
{
    internal const int Overhead = 1 + KeyRing.IdLength + NonceLength + TagLength;
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeadLength = 1 + KeyRing.IdLength;

    internal static byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> keyId, ReadOnlySpan<byte> key, string row)
    {
        ArgumentException.ThrowIfNullOrEmpty(row);
        var whole = new byte[Overhead + plain.Length];
        whole[0] = Version;
        keyId.CopyTo(whole.AsSpan(1));
        var nonce = whole.AsSpan(HeadLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, whole.AsSpan(Overhead), whole.AsSpan(HeadLength + NonceLength, TagLength), Bound(whole, row));
        return whole;
    }

    internal static ReadOnlySpan<byte> KeyIdOf(ReadOnlySpan<byte> whole, string row)
    {
        ArgumentException.ThrowIfNullOrEmpty(row);
        if (whole.Length < Overhead)
            throw new SealBrokenException(row, "too short", null);
        if (whole[0] != Version)
            throw new SealBrokenException(row, "unknown form", null);
        return whole.Slice(1, KeyRing.IdLength);
    }

    internal static byte[] Open(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> key, string row)
    {
        var plain = new byte[whole.Length - Overhead];
        try
        {
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(
                whole.Slice(HeadLength, NonceLength),
                whole[Overhead..],
                whole.Slice(HeadLength + NonceLength, TagLength),
                plain,
                Bound(whole, row));
            return plain;
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw new SealBrokenException(row, "changed, or another row's", fault);
        }
    }

    private static byte[] Bound(ReadOnlySpan<byte> whole, string row)
    {
        var bound = new byte[HeadLength + Encoding.UTF8.GetByteCount(row)];
        whole[..HeadLength].CopyTo(bound);
        Encoding.UTF8.GetBytes(row, bound.AsSpan(HeadLength));
        return bound;
    }
}
