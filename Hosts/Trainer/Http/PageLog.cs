using Microsoft.Extensions.Logging;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>Writes the server's warnings between the node's lines, as those are written.</summary>
/// <param name="clock">Tells the time of each line.</param>
internal sealed class PageLog(TimeProvider clock) : ILogger, ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

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
            var cause = exception is null ? string.Empty : $": {exception.GetBaseException().Message}";
            var line = $"{formatter(state, exception)}{cause}".ReplaceLineEndings(" ");
            Console.WriteLine($"{clock.GetLocalNow():HH:mm:ss} warning: {line}");
        }
    }

    public void Dispose() { }
}
