using Licensing.Files;
using OperatorConsole.Issuing.Keys;

namespace OperatorConsole.Issuing;

/// <summary>The public key set: what is published, and what <c>keys export</c> writes for the customer program.</summary>
public sealed class PublicKeys(IKeyStore keys)
{
    /// <summary>The keys, as the customer program has them.</summary>
    /// <remarks>
    /// Any JOSE library believes a key that stands in a set, whatever stands beside it: a revoked one is left out, and of the
    /// encryption keys only the active one is offered. Phone keys carry their state, which only our own program reads.
    /// </remarks>
    public CenterKeys Published
    {
        get
        {
            var all = keys.Keys;
            return new CenterKeys
            {
                JoseKeys = [.. all.Where(IsOffered).Select(key =>
                    JoseKey.Of(key.Kid, key.Kind == KeyKind.File ? JoseUse.Signature : JoseUse.Encryption, StoredKey.PublicOf(key.Spki), key.State))],
                PhoneKeys = [.. all.Where(key => key.Kind == KeyKind.Phone).Select(key => new PublishedKey(key.Kid, Convert.ToBase64String(key.Spki), key.State))],
            };
        }
    }

    /// <summary>A JSON Web Key Set with the phone keys beside it.</summary>
    public string ToJson() => CenterKeys.Write(Published);

    private static bool IsOffered(CenterKey key) =>
        (key.Kind == KeyKind.File && key.State != KeyState.Revoked) || (key.Kind == KeyKind.Encryption && key.State == KeyState.Active);
}
