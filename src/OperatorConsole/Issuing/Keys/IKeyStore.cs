using Licensing.Dictation;
using Licensing.Files;

namespace OperatorConsole.Issuing.Keys;

/// <summary>Signs answers by phone.</summary>
public interface IPhoneSigner
{
    /// <summary>Signs a statement with the active key; the same statement and key get the same answer.</summary>
    PhoneSignature Sign(string statement);
}

/// <summary>An answer by phone and the key that signed it.</summary>
/// <param name="Kid">The key.</param>
/// <param name="Answer">The answer.</param>
public sealed record PhoneSignature(string Kid, PhoneAnswer Answer);

/// <summary>The Center's keys. A seam: files are the default, a hardware module or a cloud vault can stand behind it.</summary>
/// <remarks>Of every kind one key is active; retired ones go on verifying and opening, revoked ones do nothing.</remarks>
public interface IKeyStore : IPhoneSigner, IRequestKeys
{
    /// <summary>Every public key, kind by kind, the active one first.</summary>
    IReadOnlyList<CenterKey> Keys { get; }

    /// <summary>What signs license files now. Ask anew for every license: after a rotation it is another one.</summary>
    ILicenseSigner LicenseSigner { get; }

    /// <summary>Makes a new active key; the one before is retired.</summary>
    /// <param name="kind">Of this kind.</param>
    /// <param name="record">Told of the new key before it comes into force; when this fails, nothing changes.</param>
    Task<CenterKey> RotateAsync(KeyKind kind, Func<CenterKey, Task> record);

    /// <summary>Revokes a key for good; an active one gets a successor in the same step.</summary>
    /// <param name="kind">Of this kind.</param>
    /// <param name="kid">The key.</param>
    /// <param name="record">Told of the successor, if there is one, before anything changes.</param>
    /// <returns>False when there is no such key, or it is revoked already.</returns>
    Task<bool> RevokeAsync(KeyKind kind, string kid, Func<CenterKey?, Task> record);
}
