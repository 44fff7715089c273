using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>The log's last lines, for who watches from elsewhere. Safe for any thread.</summary>
/// <param name="clock">Tells the time of a line.</param>
public sealed class RecentLog(TimeProvider clock)
{
    /// <summary>Lines kept; older ones are forgotten.</summary>
    public const int Most = 200;

    /// <summary>Characters of a line; what is beyond is cut off.</summary>
    public const int LongestText = 500;

    private readonly Lock gate = new();
    private ImmutableQueue<LogLine> lines = [];
    private long last;

    /// <summary>The kept lines with a higher number, oldest first.</summary>
    public IEnumerable<LogLine> After(long number)
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
            lines = lines.Enqueue(new LogLine(++last, clock.GetUtcNow(), level, line));
            lines = last > Most ? lines.Dequeue() : lines;
        }
    }
}
