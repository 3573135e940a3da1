using System.Security.Cryptography;
using System.Text;

namespace Data.Sealing;

/// <summary>Texts on their way into and out of sealed form; the bytes in between do not stay in memory.</summary>
internal static class Texts
{
    internal static byte[] Sealed(string plain, Func<byte[], byte[]> seal)
    {
        ArgumentNullException.ThrowIfNull(plain);
        var bytes = Encoding.UTF8.GetBytes(plain);
        try
        {
            return seal(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    internal static string Of(byte[] opened)
    {
        try
        {
            return Encoding.UTF8.GetString(opened);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(opened);
        }
    }
}
