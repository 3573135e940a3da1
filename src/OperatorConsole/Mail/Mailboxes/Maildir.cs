using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OperatorConsole.Mail.Mailboxes;

/// <summary>A folder of files in the Maildir form: <c>tmp</c> while written, <c>new</c> when delivered, <c>cur</c> when seen.</summary>
internal sealed class Maildir(string folder) : IMailbox
{
    private const int LongestKey = 200;
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public long? UidValidity => null;

    /// <summary>Makes the three folders where they are missing.</summary>
    internal static Maildir Open(string folder)
    {
        foreach (var part in (string[])["tmp", "new", "cur"])
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
        }

        return new Maildir(folder);
    }

    /// <summary>Delivers a message under a name of its own; delivering it again changes nothing.</summary>
    internal static async Task DeliverAsync(string folder, string name, byte[] bytes, CancellationToken cancellation)
    {
        Open(folder);
        var (written, delivered) = (Path.Combine(folder, "tmp", name), Path.Combine(folder, "new", name));
        await using (var file = new FileStream(written, FileMode.Create, FileAccess.Write, FileShare.None, 4096, FileOptions.Asynchronous))
        {
            await file.WriteAsync(bytes, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(written, delivered, overwrite: true);
    }

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation)
    {
        _files.Clear();
        foreach (var file in new[] { "new", "cur" }.Select(part => new DirectoryInfo(Path.Combine(folder, part))).Where(d => d.Exists).SelectMany(d => d.EnumerateFiles()).Where(f => !f.Name.StartsWith('.')))
        {
            _files[KeyOf(file.Name)] = file.FullName;
        }

        // Names begin with the time of delivery; a name of another form sorts by its text.
        return Task.FromResult<IReadOnlyList<string>>([.. _files.Keys.OrderBy(Seconds).ThenBy(k => k, StringComparer.Ordinal)]);
    }

    public async Task<byte[]?> FetchAsync(string key, CancellationToken cancellation)
    {
        try
        {
            await using var file = new FileStream(_files[key], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, FileOptions.Asynchronous);
            var bytes = new byte[Math.Min(file.Length, Reading.MailLimits.MostBytes + 1)];
            await file.ReadExactlyAsync(bytes, cancellation);
            return bytes;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnfetchableException(fault);
        }
    }

    public Task TakenAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        foreach (var file in keys.Select(key => _files[key]).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "new"))
        {
            File.Move(file, Path.Combine(folder, "cur", Path.GetFileName(file).Split(":2,")[0] + ":2,S"), overwrite: true);
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // What follows the colon are flags, which change. Long names that begin alike differ in the digest of the whole.
    private static string KeyOf(string name)
    {
        var key = name.Split(":2,")[0];
        return key.Length <= LongestKey ? key : $"{key[..(LongestKey - 33)]}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}";
    }

    private static long Seconds(string key) =>
        long.TryParse(key.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : long.MaxValue;
}
