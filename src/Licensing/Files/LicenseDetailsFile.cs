using System.Security.Cryptography;
using System.Text;
using Jose;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Licensing.Files;

/// <summary>Signs license files; a file, a hardware module or a vault can stand behind it.</summary>
public interface ILicenseSigner
{
    /// <summary>Name of the key.</summary>
    string Kid { get; }

    /// <summary>Signs with ECDSA on P-256 and SHA-256.</summary>
    /// <param name="input">What is signed.</param>
    /// <returns>The two numbers of the signature, 32 bytes each (IEEE P1363).</returns>
    byte[] Sign(byte[] input);
}

/// <summary>A license file (<c>*.lic</c>): license details, signed. Formats, section 2.</summary>
/// <remarks>JWS in compact form, RFC 7515; any implementation of it verifies one with the Center's key set.</remarks>
/// <param name="Details">What it says; to be believed after <see cref="Verify"/> only.</param>
/// <param name="Kid">The key that it says it is signed with.</param>
/// <param name="Text">The file's text.</param>
public sealed record LicenseDetailsFile(LicenseDetails Details, string Kid, string Text)
{
    internal const string Algorithm = "ES256";
    private const string Type = "license+jwt";
    private const string Header = "header";
    private const int Parts = 3;
    private const int SignatureLength = 64;

    /// <summary>Signs license details.</summary>
    /// <param name="details">What is to be said.</param>
    /// <param name="signer">Signs it.</param>
    /// <returns>The file's text.</returns>
    public static string Write(LicenseDetails details, ILicenseSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var header = JsonText.Compact(writer =>
        {
            writer.WriteString("alg", Algorithm);
            writer.WriteString("kid", signer.Kid);
            writer.WriteString("typ", Type);
        });
        var input = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(LicensePayload.Write(details))}";
        return $"{input}.{Base64Url.EncodeToString(signer.Sign(Encoding.ASCII.GetBytes(input)))}";
    }

    /// <summary>Reads a license file; whether it holds is the question of <see cref="LicenseCheck"/>.</summary>
    /// <param name="text">The file's text.</param>
    /// <exception cref="FileFormatException">It is no signed file, or a member is not what it should be.</exception>
    public static LicenseDetailsFile Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LicenseRequestFile.MostBytes)
        {
            throw new FileFormatException("", Expectation.FileSize);
        }

        text = text.TrimStart('\uFEFF').Trim();
        if (CompactParts.Of(text, Parts) is not { } parts || CompactParts.Bytes(parts[2]) is not { Length: SignatureLength })
        {
            throw new FileFormatException("", Expectation.SignedForm);
        }

        var kid = StrictObject.Read(Decoded(parts[0], Header), ["alg", "kid", "typ"], KeyOf, Header);
        return new LicenseDetailsFile(LicensePayload.Read(Decoded(parts[1], "payload")), kid, text);
    }

    /// <summary>Whether a key signed this.</summary>
    /// <param name="key">A public key.</param>
    public bool Verify(JoseKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var verifier = ECDsa.Create(key.ToParameters());
        try
        {
            JWT.DecodeBytes(Text, verifier, JwsAlgorithm.ES256);
            return true;
        }
        catch (IntegrityException)
        {
            return false;
        }
    }

    private static string Decoded(string part, string path)
    {
        try
        {
            return StrictObject.TextOf(CompactParts.Bytes(part));
        }
        catch (FileFormatException fault)
        {
            throw new FileFormatException(path, fault.Expectation, fault);
        }
    }

    private static string KeyOf(StrictObject header)
    {
        if (header.Text("alg") != Algorithm)
        {
            throw header.Fault("alg", Expectation.SignatureAlgorithm);
        }

        if (header.Text("typ") != Type)
        {
            throw header.Fault("typ", Expectation.LicenseTokenType);
        }

        return header.Text("kid") is { Length: > 0 } kid ? kid : throw header.Fault("kid", Expectation.SignatureKeyId);
    }
}
