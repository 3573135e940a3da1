using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Data.Sealing;

namespace Data.Journal;

/// <summary>The last entry that this installation knows of.</summary>
/// <param name="Sequence">Its number; 0 before the first entry.</param>
/// <param name="Hash">Its hash.</param>
public sealed record JournalPlace(long Sequence, byte[] Hash);

/// <summary>The journal's head, kept outside the database: without it nobody would notice entries cut from the end.</summary>
/// <remarks>
/// Written after the commit, so it may lag behind the database after a crash and never leads it. It only ever advances,
/// also between processes. A missing or damaged head is never replaced: that would heal what should be found.
/// </remarks>
public sealed class JournalHead(KeyRing keys) : IDisposable
{
    /// <summary>The file, in the directory of keys.</summary>
    public const string FileName = "journal-head.json";

    private const string Format = "journal-head/1";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Lock choosing = new();
    private JournalPlace? wanted;
    private long written = -1;

    /// <summary>Reads the head.</summary>
    /// <exception cref="KeysDamagedException">It is missing, damaged or was not made with this installation's key.</exception>
    public JournalPlace Read() => Read(keys);

    /// <summary>Moves the head to a committed entry, unless it is there or further already.</summary>
    public async Task AdvanceAsync(long sequence, byte[] hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        lock (choosing)
        {
            if (wanted is null || wanted.Sequence < sequence)
                wanted = new JournalPlace(sequence, hash);
        }

        // Writers that come together are served by one file: the first to pass takes the furthest place that is wanted.
        await gate.WaitAsync();
        try
        {
            JournalPlace next;
            lock (choosing)
                next = wanted;
            if (written >= sequence)
                return;
            await using var held = await PrivateFile.LockAsync(Path.Combine(keys.Directory, "journal-head.lock"));
            var now = Read(keys);
            if (now.Sequence < next.Sequence)
                Write(keys, next);
            written = Math.Max(now.Sequence, next.Sequence);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>The head of a journal without entries, made together with the keys.</summary>
    internal static void Begin(KeyRing keys)
    {
        if (!File.Exists(PathOf(keys)))
            Write(keys, new JournalPlace(0, JournalChain.Beginning));
    }

    private static JournalPlace Read(KeyRing keys)
    {
        var path = PathOf(keys);
        try
        {
            var read = JsonSerializer.Deserialize<Written>(File.ReadAllBytes(path), Json);
            if (read is not { Format: Format })
                throw new KeysDamagedException(path, $"its format is not {Format}.");
            var place = new JournalPlace(read.Sequence, Convert.FromHexString(read.Hash));
            var mac = JournalChain.HeadMac(keys.JournalKey, place.Sequence, place.Hash);
            if (!CryptographicOperations.FixedTimeEquals(mac, Convert.FromHexString(read.Mac)))
                throw new KeysDamagedException(path, "it was changed, or belongs to another installation.");
            return place;
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            throw new KeysDamagedException(path, "it is not a whole JSON text.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new KeysDamagedException(path, "it is missing or cannot be read.", fault);
        }
    }

    private static void Write(KeyRing keys, JournalPlace place) => PrivateFile.Replace(
        PathOf(keys),
        JsonSerializer.SerializeToUtf8Bytes(
            new Written(
                Format,
                place.Sequence,
                Convert.ToHexStringLower(place.Hash),
                Convert.ToHexStringLower(JournalChain.HeadMac(keys.JournalKey, place.Sequence, place.Hash))),
            Json));

    private static string PathOf(KeyRing keys) => Path.Combine(keys.Directory, FileName);

    private sealed record Written(string Format, long Sequence, string Hash, string Mac);
}
