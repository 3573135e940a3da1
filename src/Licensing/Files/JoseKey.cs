using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Licensing.Files;

/// <summary>What a public key of the Center is for.</summary>
public enum JoseUse
{
    /// <summary>Verifies license files, ES256.</summary>
    Signature,

    /// <summary>Encrypts request files, ECDH-ES.</summary>
    Encryption,
}

/// <summary>A public key of the Center as a JSON Web Key on P-256.</summary>
/// <param name="Kid">Its name.</param>
/// <param name="Use">What it is for.</param>
/// <param name="X">First coordinate, base64url.</param>
/// <param name="Y">Second coordinate, base64url.</param>
/// <param name="State">Whether it is in use, kept for what it did, or not to be believed.</param>
public sealed record JoseKey(string Kid, JoseUse Use, string X, string Y, KeyState State)
{
    private const string KeyType = "EC";
    private const string Curve = "P-256";
    private const int CoordinateLength = 32;

    /// <summary>A retired key still verifies; a revoked one does not.</summary>
    public bool Verifies => State != KeyState.Revoked;

    /// <summary>A key ready to be published.</summary>
    /// <param name="kid">Its name.</param>
    /// <param name="use">What it is for.</param>
    /// <param name="key">The key; the public half is taken.</param>
    /// <param name="state">Its state.</param>
    public static JoseKey Of(string kid, JoseUse use, ECParameters key, KeyState state) =>
        new(kid, use, Base64Url.EncodeToString(key.Q.X), Base64Url.EncodeToString(key.Q.Y), state);

    /// <summary>The key as the framework wants it.</summary>
    public ECParameters ToParameters() => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) },
    };

    /// <summary>Reads a key of a set; null for one of another kind, which is somebody else's concern (RFC 7517, section 5).</summary>
    internal static JoseKey? Read(StrictObject entry)
    {
        if (entry.Text("kty") != KeyType || entry.Text("crv") != Curve)
        {
            return null;
        }

        var use = entry.Text("use") switch
        {
            "sig" => JoseUse.Signature,
            "enc" => JoseUse.Encryption,
            _ => throw entry.Fault("use", Expectation.KeyUse),
        };
        RequirePoint(entry);
        return new JoseKey(entry.Text("kid"), use, entry.Text("x"), entry.Text("y"), PublishedKey.StateOf(entry, KeyState.Active));
    }

    /// <summary>Refuses what is no point on the curve: keys are agreed on with it.</summary>
    internal static void RequirePoint(StrictObject entry)
    {
        var point = new ECPoint { X = Coordinate(entry, "x"), Y = Coordinate(entry, "y") };
        try
        {
            using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        }
        catch (CryptographicException fault)
        {
            throw entry.Fault("x", Expectation.PointOnP256, fault);
        }
    }

    /// <summary>Refuses what has not the form of a point's coordinates; whether it lies on the curve is another question.</summary>
    internal static void RequireCoordinates(StrictObject entry)
    {
        _ = Coordinate(entry, "x");
        _ = Coordinate(entry, "y");
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("kty", KeyType);
        writer.WriteString("crv", Curve);
        writer.WriteString("x", X);
        writer.WriteString("y", Y);
        writer.WriteString("kid", Kid);
        writer.WriteString("use", Use == JoseUse.Signature ? "sig" : "enc");
        writer.WriteString("alg", Use == JoseUse.Signature ? LicenseDetailsFile.Algorithm : EncryptedRequest.KeyAgreement);
        writer.WriteString("state", PublishedKey.NameOf(State));
        writer.WriteEndObject();
    }

    private static byte[] Coordinate(StrictObject entry, string member) =>
        CompactParts.Bytes(entry.Text(member)) is { Length: CoordinateLength } bytes ? bytes : throw entry.Fault(member, Expectation.PointOnP256);
}
