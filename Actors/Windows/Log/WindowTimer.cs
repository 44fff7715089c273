using Akka.Actor;

namespace Vitrine.Windows.Log;

/// <summary>Tells an actor when the open window is due. Belongs to that actor.</summary>
/// <param name="length">Of a window.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="actor">Is told <see cref="Due"/>.</param>
internal sealed class WindowTimer(TimeSpan length, TimeProvider clock, IActorRef actor)
{
    private WindowSchedule open = WindowSchedule.Begin(clock.GetUtcNow(), length);
    private long begun = clock.GetTimestamp();
    private ITimer? timer;

    /// <summary>Begins to wait for the open window's end.</summary>
    public void Start()
    {
        timer?.Dispose();
        timer = After(open.Due - clock.GetUtcNow(), Due.Instance);
    }

    /// <summary>Leaves the window open and waits for the end of the next.</summary>
    public void Postpone()
    {
        open = open.Postpone(clock.GetUtcNow(), length);
        Start();
    }

    /// <summary>Ends the window and begins the next, which is not waited for yet.</summary>
    /// <returns>The ended window's times, and how far the clock was set meanwhile.</returns>
    public (DateTimeOffset Start, DateTimeOffset End, TimeSpan Jump) Close()
    {
        var timestamp = clock.GetTimestamp();
        var start = open.Start;
        (var end, open, var jump) = open.Close(clock.GetUtcNow(), clock.GetElapsedTime(begun, timestamp), length);
        begun = timestamp;
        return (start, end, jump);
    }

    /// <summary>Tells the actor something after a while.</summary>
    public ITimer After(TimeSpan pause, object message) =>
        clock.CreateTimer(
            _ => actor.Tell(message, ActorRefs.NoSender),
            null,
            pause > TimeSpan.Zero ? pause : TimeSpan.Zero,
            Timeout.InfiniteTimeSpan
        );

    /// <summary>Waits for nothing more.</summary>
    public void Stop() => timer?.Dispose();
}
