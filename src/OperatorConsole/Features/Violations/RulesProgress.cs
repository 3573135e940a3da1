using Data;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Features.Violations;

/// <summary>When the rules ran last on this node, and how far a run over the whole history has come.</summary>
public sealed class RulesProgress(Installation installation)
{
    private readonly Followers<RulesProgress> _followers = new();
    private (int Done, int Total)? _whole;
    private DateTimeOffset? _last;

    /// <summary>Something of it changed.</summary>
    public event Action<RulesProgress>? Changed
    {
        add => _followers.Add(value);
        remove => _followers.Remove(value);
    }

    /// <summary>When the rules ran last; null: not since the start.</summary>
    public DateTimeOffset? Last => _last;

    /// <summary>How far the run over the whole history is; null while none runs.</summary>
    public (int Done, int Total)? Whole => _whole;

    /// <summary>Entries are committed in the order of their numbers: one process, one gate.</summary>
    internal bool OneWriter => installation.Engine == DatabaseProvider.Sqlite;

    internal void Ran(DateTimeOffset at) => _last = at;

    internal void Report(int done, int total)
    {
        _whole = done < total ? (done, total) : null;
        _followers.Tell(this);
    }
}
