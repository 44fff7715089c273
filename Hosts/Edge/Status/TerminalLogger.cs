using Microsoft.Extensions.Logging;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>Sends the host's log to the operator's terminal, one line an entry.</summary>
/// <param name="terminal">Takes the lines.</param>
public sealed class TerminalLogger(OperatorTerminal terminal) : ILogger, ILoggerProvider
{
    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc />
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    /// <inheritdoc />
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
        {
            var text = formatter(state, exception);
            terminal.Say(logLevel, exception is null ? text : $"{text}: {exception.Message.Split('\n')[0]}");
        }
    }

    /// <inheritdoc />
    public void Dispose() { }
}
