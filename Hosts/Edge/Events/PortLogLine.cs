using Akka.Event;

namespace Vitrine.Hosts.Edge.Events;

/// <summary>
/// One line of the port's log. It may quote what a peer sent, so it is cut short, and has no character that could move the
/// cursor of a terminal. Pure.
/// </summary>
internal static class PortLogLine
{
    /// <summary>Characters of a line, at the most.</summary>
    public const int Most = 240;

    /// <summary>The line.</summary>
    public static string Of(LogEvent happened)
    {
        var text = happened.Message?.ToString() ?? string.Empty;
        var line = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOf('\n') is >= 0 and var end ? end : text.Length));
        var cause = happened.Cause is { } failed ? $": {failed.GetBaseException().Message}" : string.Empty;
        return Tame($"{line}{cause}");
    }

    private static string Tame(string line)
    {
        var tame = new string([.. line.Take(Most).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]);
        return line.Length > Most ? $"{tame}…" : tame;
    }
}
