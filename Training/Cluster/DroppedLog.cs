using Akka.Event;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>Says in the log what was dropped, a few times in a while, however often strangers send. For one thread.</summary>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
internal sealed class DroppedLog(ILoggingAdapter log, TimeProvider time)
{
    private RateLimit limit = RateLimit.Fresh;

    /// <summary>A message was dropped.</summary>
    /// <param name="why">One line; null: none was.</param>
    public void Note(string? why)
    {
        if (why is null)
        {
            return;
        }

        (limit, var pass, var heldBack) = limit.Ask(time.GetUtcNow());
        if (pass)
        {
            log.Warning(
                "a message was dropped: {0}{1}",
                why,
                heldBack > 0 ? $" ({heldBack} more were, meanwhile)" : string.Empty
            );
        }
    }
}
