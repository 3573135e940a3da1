using System.Security.Cryptography;
using Data.Privacy;

namespace Data.Sealing;

/// <summary>Seals an owner's personal data with a key of its own, so that destroying the key erases the owner everywhere at once.</summary>
public sealed class OwnerSealing(Vault vault, TimeProvider clock)
{
    // An owner's data names its key by the row's own reference to it; the form's key id has nothing to add.
    private static readonly byte[] NoId = new byte[KeyRing.IdLength];

    /// <summary>Makes an owner's key, to be added to the context that seals with it.</summary>
    public OwnerKeyRow NewKey()
    {
        var now = clock.GetUtcNow();
        var name = Guid.CreateVersion7(now);
        var key = RandomNumberGenerator.GetBytes(KeyRing.KeyLength);
        try
        {
            return new OwnerKeyRow { Name = name, SealedKey = vault.Seal(key, Row(name)), MadeAt = now };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Seals bytes for a row.</summary>
    /// <exception cref="InvalidOperationException">The owner was erased; nothing can be sealed for it any more.</exception>
    public byte[] Seal(OwnerKeyRow owner, ReadOnlySpan<byte> plain, string row)
    {
        var key = KeyOf(owner) ?? throw new InvalidOperationException($"The owner of {row} was erased.");
        try
        {
            return SealedForm.Seal(plain, NoId, key, Row(owner, row));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Opens a row's bytes; null when the owner was erased.</summary>
    /// <exception cref="SealBrokenException">They were changed, or belong to another row or owner.</exception>
    public byte[]? Open(OwnerKeyRow owner, ReadOnlySpan<byte> sealedBytes, string row)
    {
        if (KeyOf(owner) is not { } key)
            return null;
        try
        {
            var name = Row(owner, row);
            _ = SealedForm.KeyIdOf(sealedBytes, name);
            return SealedForm.Open(sealedBytes, key, name);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Seals a text, as UTF-8.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="Seal"/>.</exception>
    public byte[] SealText(OwnerKeyRow owner, string plain, string row) => Texts.Sealed(plain, bytes => Seal(owner, bytes, row));

    /// <summary>Opens a text; null when the owner was erased.</summary>
    /// <exception cref="SealBrokenException">As for <see cref="Open"/>.</exception>
    public string? OpenText(OwnerKeyRow owner, ReadOnlySpan<byte> sealedBytes, string row) =>
        Open(owner, sealedBytes, row) is { } opened ? Texts.Of(opened) : null;

    /// <summary>Destroys the key: whatever it sealed stays closed for good. Ledger and digests stay.</summary>
    public void Destroy(OwnerKeyRow owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        owner.SealedKey = null;
        owner.DestroyedAt ??= clock.GetUtcNow();
    }

    private byte[]? KeyOf(OwnerKeyRow owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return owner.SealedKey is { } sealedKey ? vault.Open(sealedKey, Row(owner.Name)) : null;
    }

    private static string Row(Guid owner) => RowName.Of("OwnerKeys.SealedKey", owner.ToString("D"));

    private static string Row(OwnerKeyRow owner, string row)
    {
        ArgumentException.ThrowIfNullOrEmpty(row);
        return $"{owner.Name:D}/{row}";
    }
}
