using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Data.Sealing;

internal sealed record SealingKey(byte[] Id, DateTimeOffset MadeAt, byte[] Key);

/// <summary>The key ring as it stands in its file: JSON with a check over its secrets, so that damage is told from a wrong key.</summary>
internal sealed record KeyRingFile(byte[] Current, IReadOnlyList<SealingKey> Keys, byte[] Pepper, byte[] Journal)
{
    private const string Format = "sealing-keys/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    internal void Write(string path) => PrivateFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(
        new Written(
            Format,
            Convert.ToHexStringLower(Current),
            [.. Keys.Select(key => new WrittenKey(Convert.ToHexStringLower(key.Id), key.MadeAt, key.Key))],
            Pepper,
            Journal,
            Convert.ToHexStringLower(Check())),
        Json));

    internal static KeyRingFile Read(string path)
    {
        try
        {
            var written = JsonSerializer.Deserialize<Written>(File.ReadAllBytes(path), Json)
                ?? throw new KeysDamagedException(path, "it is empty.");
            if (written.Format != Format)
                throw new KeysDamagedException(path, $"its format is not {Format}.");
            var read = new KeyRingFile(
                Convert.FromHexString(written.Current),
                [.. written.Keys.Select(key => new SealingKey(Convert.FromHexString(key.Id), key.MadeAt, key.Key))],
                written.Pepper,
                written.Journal);
            if (!read.Check().AsSpan().SequenceEqual(Convert.FromHexString(written.Check)) || !read.IsComplete())
                throw new KeysDamagedException(path, "its content does not fit its check value.");
            return read;
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            throw new KeysDamagedException(path, "it is not a whole JSON text of keys.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new KeysDamagedException(path, "it is missing or cannot be read.", fault);
        }
    }

    private bool IsComplete() =>
        Keys.All(key => key.Id.Length == KeyRing.IdLength && key.Key.Length == KeyRing.KeyLength)
        && Keys.Any(key => key.Id.AsSpan().SequenceEqual(Current))
        && Pepper.Length == KeyRing.KeyLength
        && Journal.Length == KeyRing.KeyLength;

    private byte[] Check()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Current);
        foreach (var key in Keys)
        {
            hash.AppendData(key.Id);
            hash.AppendData(key.Key);
        }

        hash.AppendData(Pepper);
        hash.AppendData(Journal);
        return hash.GetHashAndReset();
    }

    private sealed record Written(
        string Format, string Current, IReadOnlyList<WrittenKey> Keys, byte[] Pepper, byte[] Journal, string Check);

    private sealed record WrittenKey(string Id, DateTimeOffset MadeAt, byte[] Key);
}
