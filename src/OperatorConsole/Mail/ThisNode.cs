using Data;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Mail;

/// <summary>
/// The name under which this process takes leases. Beside a database of its own it is the one that the process before it had, so that
/// whatever that was killed at goes on at once instead of when the lease ends.
/// </summary>
/// <remarks>
/// The name lies in a file that is locked for as long as the process lives: a second process on the same data finds it taken and
/// has a name of its own. Where nodes share a server every start is a new name, since a folder can be copied to another machine.
/// </remarks>
/// <param name="file">Where the name is kept; null: nowhere.</param>
/// <param name="clock">For new names.</param>
internal sealed class ThisNode(string? file, TimeProvider clock) : IDisposable
{
    private const int Length = 16;
    private readonly Lock _lock = new();
    private FileStream? _held;
    private Guid? _id;

    /// <summary>The name.</summary>
    internal Guid Id
    {
        get
        {
            lock (_lock)
            {
                return _id ??= Kept() ?? Guid.CreateVersion7(clock.GetUtcNow());
            }
        }
    }

    /// <summary>The node of an installation.</summary>
    internal static ThisNode Of(Installation installation, TimeProvider clock) =>
        new(installation.Engine == DatabaseProvider.Sqlite ? Path.Combine(installation.Directory, "node") : null, clock);

    public void Dispose() => _held?.Dispose();

    private Guid? Kept()
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            _held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var name = new byte[Length];
            if (_held.Length == Length)
            {
                _held.ReadExactly(name);
                return new Guid(name);
            }

            var made = Guid.CreateVersion7(clock.GetUtcNow());
            _held.SetLength(0);
            _held.Write(made.ToByteArray());
            _held.Flush(flushToDisk: true);
            return made;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Another process has it, or nothing can be written there: a lease ends by itself.
            return null;
        }
    }
}
