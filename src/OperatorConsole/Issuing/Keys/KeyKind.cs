using Licensing.Files;

namespace OperatorConsole.Issuing.Keys;

/// <summary>What a key of the Center is for.</summary>
public enum KeyKind
{
    /// <summary>Signs answers by phone, P-224.</summary>
    Phone,

    /// <summary>Signs license files, ES256 on P-256.</summary>
    File,

    /// <summary>Opens request files, ECDH-ES on P-256.</summary>
    Encryption,
}

/// <summary>Names of the kinds, as the command line and the key files have them.</summary>
public static class KeyKinds
{
    /// <summary>Every kind.</summary>
    public static IReadOnlyList<KeyKind> All { get; } = Enum.GetValues<KeyKind>();

    /// <summary>The name.</summary>
    public static string Name(this KeyKind kind) => kind switch
    {
        KeyKind.Phone => "phone",
        KeyKind.File => "file",
        KeyKind.Encryption => "encryption",
    };

    /// <summary>The kind with this name; null when there is none.</summary>
    public static KeyKind? Find(string? name) => All.Where(kind => kind.Name() == name).Select(kind => (KeyKind?)kind).FirstOrDefault();
}

/// <summary>The public half of a key, and what it is good for.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Kid">First 8 bytes of the SHA-256 of the SubjectPublicKeyInfo, hexadecimal.</param>
/// <param name="State">Active, retired or revoked.</param>
/// <param name="Spki">SubjectPublicKeyInfo, DER.</param>
public sealed record CenterKey(KeyKind Kind, string Kid, KeyState State, byte[] Spki);
