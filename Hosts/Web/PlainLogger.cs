using Microsoft.Extensions.Logging;
using Vitrine.Wire;

namespace Vitrine.Hosts.Web;

/// <summary>Hands a host's log on, one plain line an entry.</summary>
/// <param name="minimum">What is less urgent is left out.</param>
/// <param name="write">Takes the lines, from any thread.</param>
public sealed class PlainLogger(LogLevel minimum, Action<LogLevel, string> write) : ILogger, ILoggerProvider
{
    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc />
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

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
            write(logLevel, SingleLine.Of(exception is null ? text : $"{text}: {SingleLine.Of(exception)}"));
        }
    }

    /// <inheritdoc />
    public void Dispose() { }
}
