using System.Security.Cryptography;
using Data.Sealing;
using Licensing.Dictation;
using Licensing.Files;

namespace OperatorConsole.Issuing.Keys;

/// <summary>A key as it stands in its file: the private number sealed by the vault, bound to file and name.</summary>
internal sealed record StoredKey(string Kid, KeyState State, byte[] Spki, byte[] SealedKey)
{
    private const int KidBytes = 8;

    /// <summary>A new active key.</summary>
    internal static StoredKey Make(KeyKind kind, string file, Vault vault)
    {
        var (secret, spki) = kind == KeyKind.Phone ? OnP224() : OnP256();
        var kid = Convert.ToHexStringLower(SHA256.HashData(spki).AsSpan(0, KidBytes));
        return new StoredKey(kid, KeyState.Active, spki, vault.SealText(secret, Row(file, kid)));
    }

    internal PhoneSigningKey OpenPhone(string file, Vault vault) => PhoneSigningKey.FromHex(vault.OpenText(SealedKey, Row(file, Kid)));

    internal ECParameters OpenPair(string file, Vault vault)
    {
        var pair = Public();
        pair.D = Convert.FromHexString(vault.OpenText(SealedKey, Row(file, Kid)));
        return pair;
    }

    /// <summary>The public half of a key on P-256.</summary>
    internal ECParameters Public() => PublicOf(Spki);

    internal static ECParameters PublicOf(byte[] spki)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(spki, out _);
        return key.ExportParameters(includePrivateParameters: false);
    }

    private static (string Secret, byte[] Spki) OnP224()
    {
        var key = PhoneSigningKey.Create();
        return (key.ToHex(), key.Public.ToSpki());
    }

    private static (string Secret, byte[] Spki) OnP256()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (Convert.ToHexString(key.ExportParameters(includePrivateParameters: true).D!), key.ExportSubjectPublicKeyInfo());
    }

    private static string Row(string file, string kid) => $"{file}/key/{kid}";
}
