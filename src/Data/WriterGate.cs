namespace Data;

/// <summary>SQLite's one writer, as far as this process goes: a turn of the <see cref="Center"/>, or somebody who saves past it (sign-in, the keys that protect cookies), and these wait in line instead of meeting a locked database.</summary>
internal sealed class WriterGate : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Waits for the turn.</summary>
    /// <param name="patience">How long.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Ends the turn when it is disposed of.</returns>
    /// <exception cref="BusyException">It did not come in that time.</exception>
    internal async Task<IDisposable> EnterAsync(TimeSpan patience, CancellationToken cancellation) =>
        await _gate.WaitAsync(patience, cancellation) ? new Turn(_gate) : throw new BusyException();

    /// <inheritdoc cref="EnterAsync"/>
    internal IDisposable Enter(TimeSpan patience) => _gate.Wait(patience) ? new Turn(_gate) : throw new BusyException();

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        private SemaphoreSlim? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Release();
    }
}
