using System.Text.Json;
using Licensing.Dictation;

namespace Licensing.Files;

/// <summary>The Center's public keys, as the console exports them and the customer's program has them. Formats, section 3.</summary>
/// <remarks>A JSON Web Key Set with two more members, which JOSE libraries pass over.</remarks>
public sealed record CenterKeys
{
    private const string JoseMember = "keys";
    private const string PhoneMember = "phoneKeys";
    private const string JournalMember = "journalKeys";

    /// <summary>Keys that verify license files and encrypt request files, on P-256.</summary>
    public IReadOnlyList<JoseKey> JoseKeys { get; init; } = [];

    /// <summary>The key that requests are encrypted with; null when the set has none.</summary>
    public JoseKey? EncryptionKey => JoseKeys.FirstOrDefault(key => key is { Use: JoseUse.Encryption, State: KeyState.Active });

    /// <summary>Keys that sign answers by phone, on P-224.</summary>
    public IReadOnlyList<PublishedKey> PhoneKeys { get; init; } = [];

    /// <summary>Keys that sign heads of the journal.</summary>
    public IReadOnlyList<PublishedKey> JournalKeys { get; init; } = [];

    /// <summary>Reads an exported key set; every phone key in it is a readable one.</summary>
    /// <param name="json">The file's text.</param>
    /// <exception cref="FileFormatException">A member is unknown or not what it should be.</exception>
    public static CenterKeys Read(string json) => StrictObject.Read(json, [JoseMember, PhoneMember, JournalMember], file => new CenterKeys
    {
        JoseKeys = ReadJose(file),
        PhoneKeys = ReadList(file, PhoneMember, Expectation.PhoneKey),
        JournalKeys = ReadList(file, JournalMember, Expectation.PublicKey),
    });

    /// <summary>Writes a key set for <c>keys export</c> and for the published one.</summary>
    /// <param name="keys">The keys.</param>
    public static string Write(CenterKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return JsonText.Write(writer =>
        {
            writer.WriteStartArray(JoseMember);
            foreach (var key in keys.JoseKeys)
            {
                key.WriteTo(writer);
            }

            writer.WriteEndArray();
            WriteList(writer, PhoneMember, keys.PhoneKeys);
            WriteList(writer, JournalMember, keys.JournalKeys);
        });
    }

    /// <summary>The phone key that signed, whatever its state; null when none did. A key that is listed as revoked is revoked, even if it is listed twice.</summary>
    /// <param name="statement">What was signed.</param>
    /// <param name="answer">The signature.</param>
    public PublishedKey? SignerOf(string statement, PhoneAnswer answer) =>
        PhoneKeys.OrderBy(key => key.Verifies).FirstOrDefault(key => PhoneVerificationKey.FromSpki(Convert.FromBase64String(key.Spki)).Verifies(statement, answer));

    // Keys of kinds that this product does not use may stand in a set; they are passed over.
    private static List<JoseKey> ReadJose(StrictObject file)
    {
        var keys = new List<JoseKey>();
        foreach (var entry in file.OpenListBelow(JoseMember))
        {
            if (JoseKey.Read(entry) is { } key)
            {
                keys.Add(key.Kid.Length > 0 && !keys.Exists(other => other.Kid == key.Kid) ? key : throw entry.Fault("kid", Expectation.KeyId));
            }
        }

        return keys;
    }

    private static List<PublishedKey> ReadList(StrictObject file, string member, Expectation expectation)
    {
        var keys = new List<PublishedKey>();
        foreach (var entry in file.ListBelow(member, "kid", "spki", "state"))
        {
            var kid = entry.Text("kid");
            if (kid.Length == 0 || keys.Exists(key => key.Kid == kid))
            {
                throw entry.Fault("kid", Expectation.KeyId);
            }

            var spki = entry.Text("spki");
            try
            {
                var der = Convert.FromBase64String(spki);
                if (expectation == Expectation.PhoneKey)
                {
                    PhoneVerificationKey.FromSpki(der);
                }
                else if (der.Length == 0)
                {
                    throw entry.Fault("spki", expectation);
                }
            }
            catch (FormatException fault) when (fault is not FileFormatException)
            {
                throw entry.Fault("spki", expectation, fault);
            }

            keys.Add(new PublishedKey(kid, spki, PublishedKey.StateOf(entry)));
        }

        return keys;
    }

    private static void WriteList(Utf8JsonWriter writer, string member, IReadOnlyList<PublishedKey> keys)
    {
        writer.WriteStartArray(member);
        foreach (var key in keys)
        {
            writer.WriteStartObject();
            writer.WriteString("kid", key.Kid);
            writer.WriteString("spki", key.Spki);
            writer.WriteString("state", PublishedKey.NameOf(key.State));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

/// <summary>A public key with its name and state.</summary>
/// <param name="Kid">Its name.</param>
/// <param name="Spki">SubjectPublicKeyInfo, DER in base64.</param>
/// <param name="State">Whether it still signs, only verifies, or is not to be believed.</param>
public sealed record PublishedKey(string Kid, string Spki, KeyState State)
{
    /// <summary>A phone key ready to be published.</summary>
    /// <param name="kid">Its name.</param>
    /// <param name="key">The public half.</param>
    /// <param name="state">Its state.</param>
    public static PublishedKey OfPhone(string kid, PhoneVerificationKey key, KeyState state)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new PublishedKey(kid, Convert.ToBase64String(key.ToSpki()), state);
    }

    /// <summary>Active and retired keys verify; a revoked one does not.</summary>
    public bool Verifies => State != KeyState.Revoked;

    /// <summary>The name of a state in files.</summary>
    /// <param name="state">The state.</param>
    public static string NameOf(KeyState state) => state switch
    {
        KeyState.Active => "active",
        KeyState.Retired => "retired",
        KeyState.Revoked => "revoked",
    };

    /// <summary>Reads a state; where it may be left out, with what that means.</summary>
    internal static KeyState StateOf(StrictObject entry, KeyState? unsaid = null) => entry.Text("state") switch
    {
        "" when unsaid is { } state => state,
        "active" => KeyState.Active,
        "retired" => KeyState.Retired,
        "revoked" => KeyState.Revoked,
        _ => throw entry.Fault("state", Expectation.KeyState),
    };
}

/// <summary>State of a key of the Center.</summary>
public enum KeyState
{
    /// <summary>Signs and verifies.</summary>
    Active,

    /// <summary>No longer signs; what it signed stays good.</summary>
    Retired,

    /// <summary>Nothing it signed is believed.</summary>
    Revoked,
}
