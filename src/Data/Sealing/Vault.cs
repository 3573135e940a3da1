using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Data.Sealing;

/// <summary>Seals what must not lie open in the database, and makes keyed hashes with which it is found again.</summary>
/// <remarks>
/// AES-256-GCM with a random nonce; the row's name is authenticated with the data, so a value that is moved to another row
/// does not open there. Where a row has several sealed columns, put the column into the name (<see cref="RowName"/>).
/// </remarks>
public sealed class Vault(KeyRing keys)
{
    /// <summary>Seals bytes for a row.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, string row)
    {
        var (id, key) = keys.Current();
        return SealedForm.Seal(plain, id, key, row);
    }

    /// <summary>Opens a row's bytes.</summary>
    /// <exception cref="SealBrokenException">They were changed or belong to another row, or their key is not here.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedBytes, string row)
    {
        var key = keys.Find(SealedForm.KeyIdOf(sealedBytes, row)) ?? throw new SealBrokenException(row, "its key is not here", null);
        return SealedForm.Open(sealedBytes, key, row);
    }

    /// <summary>Seals a text, as UTF-8.</summary>
    public byte[] SealText(string plain, string row) => Texts.Sealed(plain, bytes => Seal(bytes, row));

    /// <summary>Opens a text.</summary>
    /// <exception cref="SealBrokenException">As for <see cref="Open"/>.</exception>
    public string OpenText(ReadOnlySpan<byte> sealedBytes, string row) => Texts.Of(Open(sealedBytes, row));

    /// <summary>A keyed hash, 32 bytes: the same label and value give the same, and nobody without the pepper can try values.</summary>
    public byte[] Lookup(string label, ReadOnlySpan<char> value)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        try
        {
            return Lookup(label, rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <inheritdoc cref="Lookup(string, ReadOnlySpan{char})"/>
    public byte[] Lookup(string label, ReadOnlySpan<byte> value)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        if (label.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A label has no zero character: it ends with one.", nameof(label));

        // In one piece: a hash that is fed in steps costs several times as much, and most values are short.
        var length = Encoding.UTF8.GetByteCount(label) + 1 + value.Length;
        var whole = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var labelled = Encoding.UTF8.GetBytes(label, whole);
            whole[labelled] = 0;
            value.CopyTo(whole.AsSpan(labelled + 1));
            return HMACSHA256.HashData(keys.Pepper, whole.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole, clearArray: true);
        }
    }
}
