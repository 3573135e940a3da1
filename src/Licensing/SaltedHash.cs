using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Licensing;

/// <summary>The one hash of the codes, salted with the kit so that one computer is unrelated under two kits. Dictation codes, section 1.4.</summary>
internal static class SaltedHash
{
    internal static byte[] Of(string label, string kit, params ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(label));
        hash.AppendData([0]);
        hash.AppendData(Encoding.ASCII.GetBytes(kit));
        foreach (var part in parts)
        {
            hash.AppendData([0]);
            hash.AppendData(part);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The first eight bytes, most significant first, reduced.</summary>
    internal static int Reduced(string label, string kit, string part, int modulus) =>
        (int)(BinaryPrimitives.ReadUInt64BigEndian(Of(label, kit, Encoding.UTF8.GetBytes(part))) % (ulong)modulus);
}
