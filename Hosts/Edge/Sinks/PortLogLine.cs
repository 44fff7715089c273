using Akka.Event;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>One line of the port's log, which may quote what a peer sent. Pure.</summary>
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
        var line = (happened.Message?.ToString() ?? string.Empty).Split('\n')[0];
        var cause = happened.Cause is { } failed ? $": {failed.GetBaseException().Message}" : string.Empty;
        return SingleLine.Of($"{line}{cause}", Most);
    }

    /// <summary>
    /// Whether Akka only says that a peer went away, as every subscriber does in the end, or that it is forgotten for it.
    /// </summary>
    public static bool IsFarewell(LogEvent happened) =>
        happened.Cause?.GetBaseException() is { } cause
            ? cause.GetType().Name is Gone || cause.Message is Forgotten
            : happened.Message?.ToString()?.Contains($"Reason is: [Akka.Remote.{Gone}:", StringComparison.Ordinal)
                is true;
}
