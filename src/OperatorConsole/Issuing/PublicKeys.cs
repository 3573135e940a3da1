using Licensing.Files;

namespace OperatorConsole.Issuing;

/// <summary>The public key set: what is published, and what <c>keys export</c> writes for the customer program.</summary>
public sealed class PublicKeys(IPhoneSigner phone)
{
    /// <summary>A JSON Web Key Set with the phone keys beside it.</summary>
    public string ToJson() => CenterKeys.Write(new CenterKeys
    {
        PhoneKeys = [.. phone.PublicKeys.Select(k => new PublishedKey(k.KeyId, Convert.ToBase64String(k.Spki), k.State))],
    });
}
