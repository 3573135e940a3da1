using System.Collections.Concurrent;
using System.Security.Cryptography;
using Data.Sealing;
using Licensing.Dictation;
using Licensing.Files;

namespace OperatorConsole.Issuing.Keys;

/// <summary>The Center's keys in files beside the vault's keys, sealed by the vault; one file a kind.</summary>
internal sealed class FileKeyStore : IKeyStore, IDisposable
{
    private const string LockName = "center-keys.lock";
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    private readonly string _directory;
    private readonly Vault _vault;
    private readonly KeyFile[] _files;

    // Opening a private key costs more than signing with it. Names are those of the keys themselves, so nothing here grows stale.
    private readonly ConcurrentDictionary<string, PhoneSigningKey> _phone = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LicenseKey> _license = new(StringComparer.Ordinal);

    // Making a key object costs more than opening a file with it; each is one user's at a time.
    private readonly ConcurrentDictionary<string, ConcurrentBag<ECDiffieHellman>> _agreements = new(StringComparer.Ordinal);

    private FileKeyStore(string directory, Vault vault)
    {
        _directory = directory;
        _vault = vault;
        _files = [.. KeyKinds.All.Select(kind => new KeyFile(directory, kind))];
    }

    public IReadOnlyList<CenterKey> Keys =>
        [.. _files.SelectMany(file => file.Keys.Select(key => new CenterKey(file.Kind, key.Kid, key.State, key.Spki)))];

    public ILicenseSigner LicenseSigner
    {
        get
        {
            var (file, key) = (Of(KeyKind.File), Of(KeyKind.File).Active);
            return _license.GetOrAdd(key.Kid, _ => new LicenseKey(key.Kid, key.OpenPair(file.Name, _vault)));
        }
    }

    /// <summary>Opens the store of a key directory; the first start makes a key of every kind.</summary>
    /// <exception cref="KeysDamagedException">Some of the files are there and others are gone: a new key would silently take the place of one that customers hold.</exception>
    internal static FileKeyStore OpenOrCreate(string directory, Vault vault)
    {
        var store = new FileKeyStore(directory, vault);
        if (Array.Exists(store._files, file => !file.Exists))
        {
            using var held = store.Lock();
            if (Array.Exists(store._files, file => file.Exists) && Array.Find(store._files, file => !file.Exists) is { } gone)
            {
                throw new KeysDamagedException($"The key file {Path.Combine(directory, gone.Name)} is gone, while others are there. Put it back from a backup of the keys.");
            }

            foreach (var file in store._files.Where(file => !file.Exists))
            {
                file.Write([StoredKey.Make(file.Kind, file.Name, vault)]);
            }
        }

        return store;
    }

    public PhoneSignature Sign(string statement)
    {
        var (file, key) = (Of(KeyKind.Phone), Of(KeyKind.Phone).Active);
        var signer = _phone.GetOrAdd(key.Kid, _ => key.OpenPhone(file.Name, _vault));
        var answer = signer.Sign(statement);

        // A faulty signature costs the caller the whole dictation: it is verified before it is stored.
        return signer.Public.Verifies(statement, answer)
            ? new PhoneSignature(key.Kid, answer)
            : throw new CryptographicException("The answer that was just signed does not verify.");
    }

    public T? Use<T>(string kid, Func<ECDiffieHellman, T> use)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(use);
        var file = Of(KeyKind.Encryption);
        if (file.Keys.FirstOrDefault(key => key.Kid == kid) is not { State: not KeyState.Revoked } key)
        {
            return null;
        }

        var free = _agreements.GetOrAdd(kid, _ => []);
        var mine = free.TryTake(out var before) ? before : ECDiffieHellman.Create(key.OpenPair(file.Name, _vault));
        try
        {
            return use(mine);
        }
        finally
        {
            free.Add(mine);
        }
    }

    public async Task<CenterKey> RotateAsync(KeyKind kind, Func<CenterKey, Task> record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var file = Of(kind);
        await using var held = Lock();
        var next = StoredKey.Make(kind, file.Name, _vault);
        var facts = new CenterKey(kind, next.Kid, next.State, next.Spki);
        await record(facts);
        file.Write([next, .. file.Keys.Select(Retired)]);
        return facts;
    }

    public async Task<bool> RevokeAsync(KeyKind kind, string kid, Func<CenterKey?, Task> record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var file = Of(kind);
        await using var held = Lock();
        if (file.Keys.FirstOrDefault(key => key.Kid == kid) is not { State: not KeyState.Revoked } revoked)
        {
            return false;
        }

        var next = revoked.State == KeyState.Active ? StoredKey.Make(kind, file.Name, _vault) : null;
        await record(next is null ? null : new CenterKey(kind, next.Kid, next.State, next.Spki));
        var left = file.Keys.Select(key => key.Kid == kid ? key with { State = KeyState.Revoked } : key);
        file.Write(next is null ? left : [next, .. left]);
        return true;
    }

    public void Dispose()
    {
        foreach (var key in _license.Values.Concat<IDisposable>(_agreements.Values.SelectMany(free => free)))
        {
            key.Dispose();
        }
    }

    private KeyFile Of(KeyKind kind) => Array.Find(_files, file => file.Kind == kind)!;

    private static StoredKey Retired(StoredKey key) => key.State == KeyState.Active ? key with { State = KeyState.Retired } : key;

    /// <summary>Holds other processes off while keys change; goes with the process, however that ends.</summary>
    private FileStream Lock()
    {
        var path = Path.Combine(_directory, LockName);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException) when (File.Exists(path) && TimeProvider.System.GetElapsedTime(started) < LockPatience)
            {
                Thread.Sleep(5);
            }
        }
    }

    private sealed class LicenseKey(string kid, ECParameters pair) : ILicenseSigner, IDisposable
    {
        private readonly ECDsa _key = ECDsa.Create(pair);
        private readonly Lock _gate = new();

        public string Kid => kid;

        // One key object is nobody's to use twice at a time; signing takes microseconds.
        public byte[] Sign(byte[] input)
        {
            lock (_gate)
            {
                return _key.SignData(input, HashAlgorithmName.SHA256);
            }
        }

        public void Dispose() => _key.Dispose();
    }
}
