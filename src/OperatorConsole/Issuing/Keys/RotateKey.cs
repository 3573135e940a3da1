using Data;
using Data.Journal;
using OperatorConsole.Shell;

namespace OperatorConsole.Issuing.Keys;

/// <summary>Makes a new active key of a kind; what the old one signed or can open stays good.</summary>
public sealed class RotateKey(IKeyStore keys, Center center, JournalWriter journal)
{
    /// <summary>Journals the rotation, then does it: no entry, no new key.</summary>
    /// <param name="acting">An administrator.</param>
    /// <param name="kind">Of this kind.</param>
    public Task<CenterKey> RunAsync(Acting acting, KeyKind kind, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Administration);
        return keys.RotateAsync(kind, next => center.WriteAsync(
            db => journal.AppendAsync(db, acting.Name, "key-rotated", kind.Name(), new { kid = next.Kid }), cancellation));
    }
}
