using Akka.Event;

namespace Vitrine.Wire;

/// <summary>
/// The log of a port: what peers do wrong is said in one short line, a few times in a while for each part of Akka that
/// says it, however often they do it. Safe for any thread.
/// </summary>
/// <param name="warn">Takes each line.</param>
/// <param name="clock">The clock.</param>
public sealed class PortLog(Action<string> warn, TimeProvider clock)
{
    private const int LongestLine = 240;

    // As Akka.Remote names it; the type is its own.
    private const string Gone = "EndpointDisassociatedException";
    private const string Forgotten = "Delivery of system messages timed out and they were dropped";

    private readonly RateLimits<Type> limits = new(clock);

    /// <summary>Writes an event, where it is worth reading.</summary>
    public void Write(LogEvent happened)
    {
        if (IsFarewell(happened))
        {
            return;
        }

        var (pass, heldBack) = limits.Ask(happened.LogClass);
        if (heldBack > 0)
        {
            warn(FormattableString.Invariant($"{heldBack} more such lines were held back"));
        }

        if (pass)
        {
            warn(AkkaLog.Line(happened, LongestLine));
        }
    }

    /// <summary>
    /// Whether Akka only says that a peer went away, as every subscriber does in the end, or that it is forgotten for it.
    /// </summary>
    private static bool IsFarewell(LogEvent happened) =>
        happened.Cause?.GetBaseException() is { } cause
            ? cause.GetType().Name is Gone || cause.Message is Forgotten
            : happened.Message?.ToString()?.Contains($"Reason is: [Akka.Remote.{Gone}:", StringComparison.Ordinal)
                is true;
}
