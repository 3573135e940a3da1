using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Data.Sealing;
using Licensing.Dictation;
using Licensing.Files;

namespace OperatorConsole.Issuing;

/// <summary>Signs answers by phone. A seam: the file store is the default, a hardware module or a cloud vault can stand behind it.</summary>
public interface IPhoneSigner
{
    /// <summary>Id of the key that signs now.</summary>
    string KeyId { get; }

    /// <summary>Every public key that verifies answers of this Center, the active one first.</summary>
    IReadOnlyList<PhonePublicKey> PublicKeys { get; }

    /// <summary>Signs a statement; the same statement gets the same answer.</summary>
    PhoneAnswer Sign(string statement);
}

/// <summary>A public key and what it is good for.</summary>
/// <param name="KeyId">First 8 bytes of the SHA-256 of the SubjectPublicKeyInfo, hexadecimal.</param>
/// <param name="Spki">SubjectPublicKeyInfo, DER.</param>
/// <param name="State">Active, retired or revoked.</param>
public sealed record PhonePublicKey(string KeyId, byte[] Spki, KeyState State);

/// <summary>Phone keys in a file beside the vault's keys, sealed by the vault.</summary>
internal sealed class PhoneKeyStore : IPhoneSigner
{
    internal const string FileName = "phone-keys.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
    private const string Row = "phone-keys.json/key";
    private readonly PhoneSigningKey _active;

    private PhoneKeyStore(IReadOnlyList<StoredKey> keys, Vault vault)
    {
        var active = keys.SingleOrDefault(k => k.State == KeyState.Active)
            ?? throw new InvalidDataException($"{FileName} must hold exactly one key in the state 'active'.");
        _active = PhoneSigningKey.FromHex(vault.OpenText(active.SealedKey, $"{Row}/{active.Kid}"));
        KeyId = active.Kid;
        PublicKeys = [.. keys.OrderBy(k => k.State).Select(k => new PhonePublicKey(k.Kid, k.Spki, k.State))];
    }

    public string KeyId { get; }

    public IReadOnlyList<PhonePublicKey> PublicKeys { get; }

    public PhoneAnswer Sign(string statement)
    {
        var answer = _active.Sign(statement);

        // A faulty signature costs the caller the whole dictation: it is verified before it is stored.
        return _active.Public.Verifies(statement, answer)
            ? answer
            : throw new CryptographicException("The answer that was just signed does not verify.");
    }

    /// <summary>Opens the store of a key directory; the first start makes a key.</summary>
    internal static PhoneKeyStore OpenOrCreate(string directory, Vault vault)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            PrivateFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(new[] { Make(vault) }, Json));
        }

        try
        {
            return new PhoneKeyStore(JsonSerializer.Deserialize<StoredKey[]>(File.ReadAllBytes(path), Json) ?? [], vault);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{FileName} is damaged: {fault.Message} Put it back from a backup of the keys.", fault);
        }
    }

    private static StoredKey Make(Vault vault)
    {
        var key = PhoneSigningKey.Create();
        var spki = key.Public.ToSpki();
        var kid = Convert.ToHexStringLower(SHA256.HashData(spki).AsSpan(0, 8));
        return new StoredKey(kid, KeyState.Active, spki, vault.SealText(key.ToHex(), $"{Row}/{kid}"));
    }

    private sealed record StoredKey(string Kid, KeyState State, byte[] Spki, byte[] SealedKey);
}
