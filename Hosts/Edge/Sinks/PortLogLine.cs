using Akka.Event;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>
/// One line of the port's log. It may quote what a peer sent, so it is cut short, and has no character that could move the
/// cursor of a terminal. Pure.
/// </summary>
internal static class PortLogLine
{
    /// <summary>Characters of a line, at the most.</summary>
    public const int Most = 240;

    // As Akka.Remote names it; the type is its own.
    private const string Gone = "EndpointDisassociatedException";
    private const string Forgotten = "Delivery of system messages timed out and they were dropped";

    /// <summary>The line.</summary>
    public static string Of(LogEvent happened)
    {
        var text = happened.Message?.ToString() ?? string.Empty;
        var line = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOf('\n') is >= 0 and var end ? end : text.Length));
        var cause = happened.Cause is { } failed ? $": {failed.GetBaseException().Message}" : string.Empty;
        return Tame($"{line}{cause}");
    }

    /// <summary>
    /// Whether Akka only says that a peer went away, as every subscriber does in the end, or that it is forgotten for it.
    /// </summary>
    public static bool IsFarewell(LogEvent happened) =>
        happened.Cause?.GetBaseException() is { } cause
            ? cause.GetType().Name is Gone || cause.Message is Forgotten
            : happened.Message?.ToString()?.Contains($"Reason is: [Akka.Remote.{Gone}:", StringComparison.Ordinal)
                is true;

    private static string Tame(string line)
    {
        var tame = new string([.. line.Take(Most).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]);
        return line.Length > Most ? $"{tame}…" : tame;
    }
}
