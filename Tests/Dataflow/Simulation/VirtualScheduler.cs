using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>
/// Time that passes only when the test says so. (Akka's TestScheduler will not do: its monotonic clock is the real one.)
/// </summary>
internal sealed class VirtualScheduler(Config config, ILoggingAdapter log) : SchedulerBase(config, log)
{
    private readonly PriorityQueue<Due, (TimeSpan At, long Order)> queue = new();
    private TimeSpan now;
    private long order;

    /// <inheritdoc />
    public override TimeSpan MonotonicClock => now;

    /// <inheritdoc />
    public override TimeSpan HighResMonotonicClock => now;

    /// <inheritdoc />
    protected override DateTimeOffset TimeNow => DateTimeOffset.UnixEpoch + now;

    /// <summary>Forgets everything; it is time zero again.</summary>
    public void Reset()
    {
        queue.Clear();
        (now, order) = (TimeSpan.Zero, 0);
    }

    /// <summary>Lets time pass up to the next timer and fires it; false when none is due until then.</summary>
    /// <param name="latest">Time to stop at.</param>
    public bool FireNext(TimeSpan latest)
    {
        while (queue.TryPeek(out var due, out var when) && when.At <= latest)
        {
            queue.Dequeue();
            if (due.Cancelable is not { IsCancellationRequested: true })
            {
                now = when.At;
                due.Fire();
                return true;
            }
        }

        return false;
    }

    /// <summary>Lets time pass while no timer is due.</summary>
    public void PassTo(TimeSpan time) => now = time;

    /// <inheritdoc />
    protected override void InternalScheduleTellOnce(
        TimeSpan delay,
        ICanTell receiver,
        object message,
        IActorRef sender,
        ICancelable cancelable
    ) => InternalScheduleOnce(delay, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc />
    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable cancelable) =>
        InternalScheduleOnce(delay, action.Run, cancelable);

    /// <inheritdoc />
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) =>
        queue.Enqueue(new Due(action, cancelable), (now + delay, order++));

    /// <inheritdoc />
    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef sender,
        ICancelable cancelable
    ) => throw new NotSupportedException("Nothing of the engine repeats.");

    /// <inheritdoc />
    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        Action action,
        ICancelable cancelable
    ) => throw new NotSupportedException("Nothing of the engine repeats.");

    /// <inheritdoc />
    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        IRunnable action,
        ICancelable cancelable
    ) => throw new NotSupportedException("Nothing of the engine repeats.");

    private sealed record Due(Action Fire, ICancelable? Cancelable);
}
