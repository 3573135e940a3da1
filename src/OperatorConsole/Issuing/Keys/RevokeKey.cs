using Data;
using Data.Journal;
using OperatorConsole.Shell;

namespace OperatorConsole.Issuing.Keys;

/// <summary>Revokes a key for good: nothing that it signed is believed, nothing encrypted for it is opened.</summary>
public sealed class RevokeKey(IKeyStore keys, Center center, JournalWriter journal)
{
    /// <summary>Journals the revocation, then does it; an active key gets a successor in the same step.</summary>
    /// <param name="acting">An administrator.</param>
    /// <param name="kind">Of this kind.</param>
    /// <param name="kid">The key.</param>
    /// <returns>False when there is no such key, or it is revoked already.</returns>
    public Task<bool> RunAsync(Acting acting, KeyKind kind, string kid, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Administration);
        return keys.RevokeAsync(kind, kid, successor => center.WriteAsync(
            db => journal.AppendAsync(db, acting.Name, "key-revoked", kind.Name(), new { kid, successor = successor?.Kid }), cancellation));
    }
}
