using System.Security.Cryptography;
using System.Text;
using Jose;

namespace Licensing.Files;

/// <summary>Keys that open request files; a file, a hardware module or a vault can stand behind it.</summary>
public interface IRequestKeys
{
    /// <summary>Does something with the private key of this name; null when there is none that still opens files.</summary>
    /// <param name="kid">Its name.</param>
    /// <param name="use">What is done with it. The key is the caller's alone as long as this runs, and nobody's to keep.</param>
    T? Use<T>(string kid, Func<ECDiffieHellman, T> use)
        where T : class;
}

/// <summary>A request file as it lies on a disk or goes by mail: encrypted for the Center, since it holds PIN codes. Formats, section 1.</summary>
/// <remarks>JWE in compact form, RFC 7516; any implementation of it can write and read one.</remarks>
public static class EncryptedRequest
{
    /// <summary>How the key is agreed on.</summary>
    internal const string KeyAgreement = "ECDH-ES";

    private const string ContentEncryption = "A256GCM";
    private const string ContentType = "license-request+json";
    private const string Header = "header";
    private const int Parts = 5;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Encrypts a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The Center's encryption key.</param>
    public static string Write(LicenseRequestFile request, JoseKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var agreement = ECDiffieHellman.Create(key.ToParameters());
        return JWT.EncodeBytes(
            Encoding.UTF8.GetBytes(LicenseRequestFile.Write(request)),
            agreement,
            JweAlgorithm.ECDH_ES,
            JweEncryption.A256GCM,
            compression: null,
            new Dictionary<string, object> { ["kid"] = key.Kid, ["cty"] = ContentType });
    }

    /// <summary>Reads a request, encrypted or plain.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="keys">What opens an encrypted one.</param>
    /// <exception cref="FileFormatException">It is too large, does not open, or a member is not what it should be.</exception>
    public static LicenseRequestFile Read(ReadOnlySpan<byte> file, IRequestKeys keys) => LicenseRequestFile.Read(TextOf(file, keys));

    /// <summary>What a file says member by member, as far as it opens, whether that makes a request or not.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="keys">What opens an encrypted one.</param>
    public static IReadOnlyList<RequestMember> Members(ReadOnlySpan<byte> file, IRequestKeys keys)
    {
        try
        {
            return RequestMember.Of(TextOf(file, keys));
        }
        catch (FileFormatException)
        {
            return [];
        }
    }

    /// <summary>Whether a text has the form of an encrypted file; whether it opens is another question.</summary>
    /// <param name="text">The file's text.</param>
    public static bool IsOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CompactParts.Of(text.Trim(), Parts) is not null;
    }

    private static string TextOf(ReadOnlySpan<byte> file, IRequestKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (file.Length > LicenseRequestFile.MostBytes)
        {
            throw new FileFormatException("", Expectation.FileSize);
        }

        // Editors of some systems put a byte order mark in front, others a line feed behind.
        var text = StrictObject.TextOf(file).TrimStart('\uFEFF').Trim();
        return text.StartsWith('{') ? text : Opened(text, keys);
    }

    private static string Opened(string text, IRequestKeys keys)
    {
        if (CompactParts.Of(text, Parts) is not [var header, "", { } nonce, _, { } tag]
            || CompactParts.Bytes(nonce) is not { Length: NonceLength } || CompactParts.Bytes(tag) is not { Length: TagLength }
            || CompactParts.Bytes(header) is not { Length: > 0 } headerBytes)
        {
            throw new FileFormatException("", Expectation.EncryptedForm);
        }

        var said = HeaderText(headerBytes);
        var kid = ReadHeader(said, KeyOf);
        return keys.Use(kid, key => Decoded(text, said, key)) ?? throw new FileFormatException($"{Header}.kid", Expectation.EncryptionKeyId);
    }

    private static T ReadHeader<T>(string header, Func<StrictObject, T> read) =>
        StrictObject.Read(header, ["alg", "enc", "kid", "cty", "typ", "epk", "apu", "apv"], read, Header);

    private static string Decoded(string text, string header, ECDiffieHellman key)
    {
        try
        {
            return StrictObject.TextOf(JWT.DecodeBytes(text, key, JweAlgorithm.ECDH_ES, JweEncryption.A256GCM));
        }
        catch (Exception fault) when (fault is JoseException or CryptographicException or ArgumentException or InvalidOperationException)
        {
            // Whoever agrees on a key looks at the point himself, and a look costs as much as the agreement: only what did not open is looked at for the reason.
            ReadHeader(header, said =>
            {
                JoseKey.RequirePoint(Ephemeral(said));
                return true;
            });
            throw new FileFormatException("", Expectation.OpensWithItsKey, fault);
        }
    }

    private static string HeaderText(byte[] bytes)
    {
        try
        {
            return StrictObject.TextOf(bytes);
        }
        catch (FileFormatException fault)
        {
            throw new FileFormatException(Header, Expectation.Utf8, fault);
        }
    }

    // Everything is judged before a key is touched; what the file calls for beyond this (compression, extensions) is refused by name.
    private static string KeyOf(StrictObject header)
    {
        Require(header, "alg", KeyAgreement, Expectation.KeyAgreement);
        Require(header, "enc", ContentEncryption, Expectation.ContentEncryption);
        Require(header, "cty", ContentType, Expectation.RequestContentType);
        foreach (var party in new[] { "apu", "apv" })
        {
            if (CompactParts.Bytes(header.Text(party)) is null)
            {
                throw header.Fault(party, Expectation.Base64Url);
            }
        }

        header.Text("typ");
        var ephemeral = Ephemeral(header);
        Require(ephemeral, "kty", "EC", Expectation.PointOnP256);
        Require(ephemeral, "crv", "P-256", Expectation.PointOnP256);
        JoseKey.RequireCoordinates(ephemeral);
        return header.Text("kid");
    }

    private static StrictObject Ephemeral(StrictObject header) => header.Below("epk", "kty", "crv", "x", "y");

    private static void Require(StrictObject part, string member, string value, Expectation expectation)
    {
        if (part.Text(member) != value)
        {
            throw part.Fault(member, expectation);
        }
    }
}
