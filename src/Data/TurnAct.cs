namespace Data;

/// <summary>One caller's act: waiting, then taken into a turn or given up, then done.</summary>
internal sealed class TurnAct(Func<CenterDb, Task> act)
{
    // What belongs to the caller's flow (culture, trace, whether it writes) is there when the act runs in another's.
    private readonly ExecutionContext? _flow = ExecutionContext.Capture();
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _decided;
    private Exception? _fault;

    internal Task Taken => _taken.Task;

    internal Task Done => _done.Task;

    internal bool TryGiveUp() => Interlocked.CompareExchange(ref _decided, 1, 0) == 0;

    internal bool TryTake()
    {
        var mine = Interlocked.CompareExchange(ref _decided, 2, 0) == 0;
        if (mine)
            _taken.SetResult();
        return mine;
    }

    internal Task RunAsync(CenterDb db)
    {
        var running = Task.CompletedTask;
        if (_flow is null)
            return SaveAsync(db);
        ExecutionContext.Run(_flow, _ => running = SaveAsync(db), null);
        return running;
    }

    internal bool Failed(Exception fault)
    {
        _fault = fault;
        return true;
    }

    internal void Finish(Exception? fault)
    {
        if ((_fault ?? fault) is { } mine)
            _done.SetException(mine);
        else
            _done.SetResult();
    }

    private async Task SaveAsync(CenterDb db)
    {
        await act(db);
        await db.SaveChangesAsync();
    }
}
