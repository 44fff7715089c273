using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>The log's last lines, for who watches from elsewhere. Safe for any thread.</summary>
public sealed class RecentLog(TimeProvider clock)
{
    /// <summary>Lines kept; older ones are forgotten.</summary>
    public const int Most = 200;

    /// <summary>Characters of a line; what is beyond is cut off.</summary>
    public const int LongestText = 500;

    private readonly Lock gate = new();
    private ImmutableQueue<LogEntry> lines = [];
    private long last;

    /// <summary>The kept lines with a higher number, oldest first.</summary>
    public IEnumerable<LogEntry> After(long number)
    {
        lock (gate)
        {
            return last <= number ? [] : lines.SkipWhile(line => line.Number <= number);
        }
    }

    /// <summary>Adds a line.</summary>
    public void Add(LogLevel level, string text)
    {
        var line = SingleLine.Of(text, LongestText);
        lock (gate)
        {
            lines = lines.Enqueue(new LogEntry(++last, clock.GetUtcNow(), level, line));
            lines = last > Most ? lines.Dequeue() : lines;
        }
    }
}

/// <summary>A line of the log, as it is shown to others.</summary>
/// <param name="Number">From 1, in the order of the log.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Level">How urgent it is.</param>
/// <param name="Text">What happened.</param>
public sealed record LogEntry(long Number, DateTimeOffset Time, LogLevel Level, string Text);
