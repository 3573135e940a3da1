using System.IO.Compression;
using Data;
using Data.Journal;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Issuing.Keys;

/// <summary>Copies the directory of keys into one archive. With it and the database, everything can be read and signed.</summary>
public sealed class BackUpKeys(Installation installation, Center center, JournalWriter journal)
{
    /// <summary>Journals the backup, then writes it, readable by nobody but the user.</summary>
    /// <param name="acting">An administrator.</param>
    /// <param name="path">Where; a file that exists is not replaced.</param>
    /// <returns>How many files were copied.</returns>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public async Task<int> RunAsync(Acting acting, string path, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Administration);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(path, options);
        try
        {
            await center.WriteAsync(db => journal.AppendAsync(db, acting.Name, "keys-backed-up", Path.GetFileName(path)), cancellation);
            return await CopyAsync(file, cancellation);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    // Key files are replaced whole, so each one is copied as it was or as it is. Locks hold nothing.
    private async Task<int> CopyAsync(FileStream file, CancellationToken cancellation)
    {
        var copied = 0;
        await using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var source in Directory.EnumerateFiles(installation.Keys, "*.json").Order(StringComparer.Ordinal))
        {
            await archive.CreateEntryFromFileAsync(source, Path.GetFileName(source), cancellation);
            copied++;
        }

        return copied;
    }
}
