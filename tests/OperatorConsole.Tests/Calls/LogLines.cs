using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OperatorConsole.Tests.Calls;

/// <summary>Keeps every log line with its state and its fault, as a talkative sink would write them.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> All => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue(state.ToString() ?? "");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var members = state is IEnumerable<KeyValuePair<string, object?>> named ? string.Join(' ', named.Select(member => $"{member.Key}={member.Value}")) : "";
        _lines.Enqueue($"{formatter(state, exception)} {members} {exception}");
    }

    public void Dispose()
    {
        // Nothing is held that must be given back.
    }
}
