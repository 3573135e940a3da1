using System.Security.Cryptography;

namespace Data.Sealing;

/// <summary>The installation's secret keys: they live in <c>DATA/keys</c>, never in the database.</summary>
/// <remarks>
/// Whoever opens an existing database and finds no key ring must stop: new keys would open nothing that is sealed there.
/// <see cref="Exists"/> is for that check.
/// </remarks>
public sealed class KeyRing
{
    /// <summary>The file with the keys, in the directory of keys.</summary>
    public const string FileName = "sealing.json";

    internal const int KeyLength = 32;
    internal const int IdLength = 4;
    private KeyRingFile content;

    private KeyRing(string directory, KeyRingFile content)
    {
        Directory = directory;
        this.content = content;
    }

    /// <summary>Full path of the directory of keys.</summary>
    public string Directory { get; }

    /// <summary>The id of the key that seals now, 8 hex digits.</summary>
    public string CurrentKeyId => Convert.ToHexStringLower(content.Current);

    /// <summary>The ids of all keys that open, oldest first.</summary>
    public IReadOnlyList<string> KeyIds => [.. content.Keys.Select(key => Convert.ToHexStringLower(key.Id))];

    internal byte[] Pepper => content.Pepper;

    internal byte[] JournalKey => content.Journal;

    private string Path => PathIn(Directory);

    /// <summary>Whether the directory has a key ring, be it readable or not.</summary>
    public static bool Exists(string directory) => File.Exists(PathIn(directory));

    /// <summary>Reads the key ring.</summary>
    /// <exception cref="KeysDamagedException">It is missing or damaged; the message names the file.</exception>
    public static KeyRing Load(string directory)
    {
        var full = System.IO.Path.GetFullPath(directory);
        return new KeyRing(full, KeyRingFile.Read(PathIn(full)));
    }

    /// <summary>Makes a key ring, and the journal's head at nothing, in a directory that has none.</summary>
    /// <exception cref="InvalidOperationException">The directory has one already.</exception>
    public static async Task<KeyRing> CreateAsync(string directory, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var full = System.IO.Path.GetFullPath(directory);
        PrivateFile.MakeDirectory(full);
        await using var held = await LockAsync(full);
        if (Exists(full))
            throw new InvalidOperationException($"{PathIn(full)} exists; keys are never replaced.");
        return Make(full, clock);
    }

    /// <summary>Reads the key ring, or makes one where there is none. Two processes that start together get the same.</summary>
    public static async Task<KeyRing> LoadOrCreateAsync(string directory, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var full = System.IO.Path.GetFullPath(directory);
        PrivateFile.MakeDirectory(full);
        await using var held = await LockAsync(full);
        return Exists(full) ? Load(full) : Make(full, clock);
    }

    /// <summary>Adds a sealing key and seals with it from now on; the older ones go on opening.</summary>
    /// <returns>The new key's id.</returns>
    public async Task<string> AddSealingKeyAsync(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        await using var held = await LockAsync(Directory);
        var latest = KeyRingFile.Read(Path);
        var added = NewKey(clock, [.. latest.Keys.Select(key => key.Id)]);
        var next = latest with { Current = added.Id, Keys = [.. latest.Keys, added] };
        next.Write(Path);
        content = next;
        return CurrentKeyId;
    }

    internal (byte[] Id, byte[] Key) Current()
    {
        var now = content;
        return (now.Current, Find(now, now.Current)!);
    }

    internal byte[]? Find(ReadOnlySpan<byte> id) => Find(content, id);

    private static byte[]? Find(KeyRingFile content, ReadOnlySpan<byte> id)
    {
        foreach (var key in content.Keys)
        {
            if (id.SequenceEqual(key.Id))
                return key.Key;
        }

        return null;
    }

    // The head first: where the keys exist the head does, so that a missing head always means that somebody took it.
    private static KeyRing Make(string directory, TimeProvider clock)
    {
        var key = NewKey(clock, []);
        var content = new KeyRingFile(
            key.Id, [key], RandomNumberGenerator.GetBytes(KeyLength), RandomNumberGenerator.GetBytes(KeyLength));
        var made = new KeyRing(directory, content);
        Journal.JournalHead.Begin(made);
        content.Write(PathIn(directory));
        return made;
    }

    private static SealingKey NewKey(TimeProvider clock, IReadOnlyList<byte[]> taken)
    {
        byte[] id;
        do
            id = RandomNumberGenerator.GetBytes(IdLength);
        while (taken.Any(other => other.AsSpan().SequenceEqual(id)));
        return new SealingKey(id, clock.GetUtcNow(), RandomNumberGenerator.GetBytes(KeyLength));
    }

    private static string PathIn(string directory) => System.IO.Path.Combine(directory, FileName);

    private static Task<FileStream> LockAsync(string directory) =>
        PrivateFile.LockAsync(System.IO.Path.Combine(directory, "sealing.lock"));
}
