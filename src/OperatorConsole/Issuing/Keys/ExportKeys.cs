using Data;
using Data.Journal;
using OperatorConsole.Shell;

namespace OperatorConsole.Issuing.Keys;

/// <summary>The public key set for the customer program, as a file. Public halves only.</summary>
public sealed class ExportKeys(PublicKeys keys, Center center, JournalWriter journal)
{
    /// <summary>Journals the export, then writes the file.</summary>
    /// <param name="acting">An administrator.</param>
    /// <param name="path">Where.</param>
    public async Task RunAsync(Acting acting, string path, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Administration);
        var json = keys.ToJson();
        await center.WriteAsync(db => journal.AppendAsync(db, acting.Name, "keys-exported", Path.GetFileName(path)), cancellation);
        await File.WriteAllTextAsync(path, json, cancellation);
    }
}
