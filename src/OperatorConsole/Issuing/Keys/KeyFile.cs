using System.Text.Json;
using System.Text.Json.Serialization;
using Data.Sealing;
using Licensing.Files;

namespace OperatorConsole.Issuing.Keys;

/// <summary>The keys of one kind in their file. A change that a command made is seen at the next use.</summary>
internal sealed class KeyFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private readonly string _path;
    private readonly Lock _gate = new();
    private (DateTime Written, long Length) _seen;
    private IReadOnlyList<StoredKey> _keys = [];

    internal KeyFile(string directory, KeyKind kind)
    {
        Kind = kind;
        _path = Path.Combine(directory, Name);
    }

    internal KeyKind Kind { get; }

    /// <summary>Name of the file; the keys in it are sealed for it.</summary>
    internal string Name => $"{Kind.Name()}-keys.json";

    internal bool Exists => File.Exists(_path);

    internal StoredKey Active => Keys.First(key => key.State == KeyState.Active);

    /// <summary>The keys as the file has them now, the active one first.</summary>
    /// <exception cref="KeysDamagedException">It is missing or damaged.</exception>
    internal IReadOnlyList<StoredKey> Keys
    {
        get
        {
            var file = new FileInfo(_path);
            var now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : throw Damaged("it is missing.");
            lock (_gate)
            {
                if (now != _seen)
                {
                    _keys = Read();
                    _seen = now;
                }

                return _keys;
            }
        }
    }

    internal void Write(IEnumerable<StoredKey> keys)
    {
        lock (_gate)
        {
            PrivateFile.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(keys, Json));
            _seen = default;
        }
    }

    private StoredKey[] Read()
    {
        try
        {
            var keys = JsonSerializer.Deserialize<StoredKey[]>(File.ReadAllBytes(_path), Json) ?? [];
            return keys.Count(key => key.State == KeyState.Active) == 1
                ? [.. keys.OrderBy(key => key.State)]
                : throw Damaged("it must hold exactly one key in the state 'active'.");
        }
        catch (JsonException)
        {
            throw Damaged("it is not the JSON text that was written.");
        }
    }

    private KeysDamagedException Damaged(string why) => new($"The key file {_path} cannot be used: {why} Put it back from a backup of the keys.");
}
