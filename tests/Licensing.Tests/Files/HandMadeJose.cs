using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Licensing.Tests.Files;

/// <summary>JOSE as the RFCs have it, put together from the framework's primitives: another implementation than the product's.</summary>
internal static class HandMadeJose
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    internal static string Encoded(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    internal static string Encoded(string text) => Encoded(Encoding.UTF8.GetBytes(text));

    internal static byte[] Decoded(string part) => Base64Url.DecodeFromChars(part);

    internal static JsonObject HeaderOf(string compact) => JsonNode.Parse(Decoded(compact.Split('.')[0]))!.AsObject();

    /// <summary>Direct key agreement: RFC 7518, section 4.6.2.</summary>
    internal static byte[] Agreed(byte[] secret, string algorithm, byte[] partyU, byte[] partyV, int bits) => SHA256.HashData(
        [.. Number(1), .. secret, .. Prefixed(Encoding.ASCII.GetBytes(algorithm)), .. Prefixed(partyU), .. Prefixed(partyV), .. Number(bits)])[..(bits / 8)];

    internal static string Encrypt(string plain, ECParameters recipient, JsonObject header, byte[]? partyU = null, byte[]? partyV = null)
    {
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var theirs = ECDiffieHellman.Create(recipient);
        var mine = ephemeral.ExportParameters(includePrivateParameters: false).Q;
        header["epk"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Encoded(mine.X), ["y"] = Encoded(mine.Y) };
        if (partyU is not null)
        {
            header["apu"] = Encoded(partyU);
            header["apv"] = Encoded(partyV);
        }

        var key = Agreed(ephemeral.DeriveRawSecretAgreement(theirs.PublicKey), "A256GCM", partyU ?? [], partyV ?? [], 256);
        var first = Encoded(header.ToJsonString());
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var bytes = Encoding.UTF8.GetBytes(plain);
        var (cipher, tag) = (new byte[bytes.Length], new byte[TagLength]);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, bytes, cipher, tag, Encoding.ASCII.GetBytes(first));
        return $"{first}..{Encoded(nonce)}.{Encoded(cipher)}.{Encoded(tag)}";
    }

    internal static string Decrypt(string compact, ECDiffieHellman key)
    {
        var parts = compact.Split('.');
        var header = HeaderOf(compact);
        using var ephemeral = ECDiffieHellman.Create(PublicKey(header["epk"]!.AsObject()));
        var agreed = Agreed(key.DeriveRawSecretAgreement(ephemeral.PublicKey), "A256GCM", [], [], 256);
        var cipher = Decoded(parts[3]);
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(agreed, TagLength);
        aes.Decrypt(Decoded(parts[2]), cipher, Decoded(parts[4]), plain, Encoding.ASCII.GetBytes(parts[0]));
        return Encoding.UTF8.GetString(plain);
    }

    internal static string Sign(string payload, ECDsa key, JsonObject header)
    {
        var input = $"{Encoded(header.ToJsonString())}.{Encoded(payload)}";
        return $"{input}.{Encoded(key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256))}";
    }

    internal static bool Verifies(string compact, ECParameters key)
    {
        var end = compact.LastIndexOf('.');
        using var verifier = ECDsa.Create(key);
        return verifier.VerifyData(Encoding.ASCII.GetBytes(compact[..end]), Decoded(compact[(end + 1)..]), HashAlgorithmName.SHA256);
    }

    internal static ECParameters PublicKey(JsonObject jwk) => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Decoded(jwk["x"]!.GetValue<string>()), Y = Decoded(jwk["y"]!.GetValue<string>()) },
        D = jwk["d"] is { } d ? Decoded(d.GetValue<string>()) : null,
    };

    private static byte[] Prefixed(byte[] bytes) => [.. Number(bytes.Length), .. bytes];

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
