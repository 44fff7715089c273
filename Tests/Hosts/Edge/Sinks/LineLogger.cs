using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

/// <summary>Remembers the lines of a log.</summary>
internal sealed class LineLogger<T> : ILogger<T>
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => Lines.Enqueue($"{logLevel} {formatter(state, exception)}");
}
