using Akka.Actor;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Dataflow;
using Vitrine.Windows.Held;
using Vitrine.Wire;

namespace Vitrine.Windows.Log;

/// <summary>
/// Has windows closed, one after the other, and each stored by its <see cref="StorageActor"/> before it has the next closed:
/// what takes longer makes the open window longer, and loses nothing. It is the <see cref="NodeSettings.Ticker"/> of a graph
/// that ends in windows. Out, to the graph: a <see cref="Tick"/> when the open window is due. In, from the graph: the counted window,
/// which gets its number and times here, and loses what is held back; at the end of counting the <see cref="LastResult{T}"/>. From others: <see cref="AwaitLast"/>,
/// answered by <see cref="LastStored"/>. To the event stream: <see cref="ClockJumped"/>.
/// </summary>
/// <param name="options">How long windows are, and how long they are kept.</param>
/// <param name="store">Where they are stored.</param>
/// <param name="feed">Takes windows once they are stored.</param>
/// <param name="clock">Tells the time.</param>
public sealed class WindowLogActor(WindowLogOptions options, WindowStore store, WindowFeed feed, TimeProvider clock)
    : ReceiveActor
{
    private readonly WindowTimer timer = new(options.Length, clock, Context.Self);
    private IActorRef storage = ActorRefs.Nobody;
    private IActorRef counting = ActorRefs.Nobody;
    private IActorRef asker = ActorRefs.Nobody;

    /// <inheritdoc />
    protected override void PreStart()
    {
        Become(Starting);
        timer.Start();
        storage = Context.ActorOf(Props.Create(() => new StorageActor(options, store, feed, clock)), "storage");
    }

    /// <summary>The graph reports once only; what is restarted hears of it from its predecessor.</summary>
    protected override void PreRestart(Exception reason, object message)
    {
        Self.Tell(ReadyForTicks.Instance, counting);
        base.PreRestart(reason, message);
    }

    /// <inheritdoc />
    protected override void PostStop() => timer.Stop();

    /// <summary>The storage fails only by a defect; then it is restarted, reports that it is ready, and gets its window again.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    private void Starting()
    {
        Receive<StorageReady>(ready => Become(() => Open(ready.Newest, ready.Held)));
        WhileStorageIsBusy();
    }

    private void Open(long newest, HeldBack held)
    {
        Receive<Due>(_ => timer.Postpone(), _ => counting.IsNobody());
        Receive<Due>(_ =>
        {
            counting.Tell(Tick.Instance, Self);
            Become(() => Closing(newest, held));
        });
        Always(last => StoreLast(last, newest, held));
    }

    private void Closing(long newest, HeldBack held)
    {
        Receive<CountedWindow>(counted =>
        {
            var next = Store(counted, newest + 1, held);
            timer.Start();
            Become(() => Storing(next));
        });
        Always(last => StoreLast(last, newest, held));
    }

    private void Storing(WindowToStore next)
    {
        Receive<Stored>(stored => Become(() => Open(stored.Sequence, stored.Held)));
        Receive<StorageReady>(_ => storage.Tell(next));
        WhileStorageIsBusy();
    }

    private void WhileStorageIsBusy()
    {
        Receive<Due>(_ => timer.Postpone());
        Always(last =>
        {
            storage.Tell(new Hurry());
            Become(() => HoldingLast(last));
        });
    }

    private void HoldingLast(CountedWindow last)
    {
        Receive<StorageReady>(ready => StoreLast(last, ready.Newest, ready.Held));
        Receive<Stored>(stored => StoreLast(last, stored.Sequence, stored.Held));
        Ending();
    }

    private void StoringLast(WindowToStore last)
    {
        Receive<Stored>(_ => End(failure: null));
        Receive<StorageReady>(_ => storage.Tell(last));
        Ending();
    }

    private void Ending()
    {
        Receive<NotStored>(failed => End(failed.Cause));
        Receive<AwaitLast>(_ => asker = Sender);
    }

    private void Ended(Exception? failure) => Receive<AwaitLast>(_ => Sender.Tell(new LastStored(failure)));

    private void Always(Action<CountedWindow> onLast)
    {
        Receive<ReadyForTicks>(_ => counting = Sender);
        Receive<LastResult<CountedWindow>>(last => onLast(last.Result));
        Receive<AwaitLast>(_ => asker = Sender);
    }

    private void StoreLast(CountedWindow counted, long newest, HeldBack held)
    {
        storage.Tell(new Hurry());
        var last = Store(counted, newest + 1, held);
        // Nothing more is waited for.
        timer.Stop();
        Become(() => StoringLast(last));
    }

    /// <summary>The window's times are those at which it is handed over, for no frame counted after that is in it.</summary>
    private WindowToStore Store(CountedWindow counted, long sequence, HeldBack held)
    {
        var (start, end, jump) = timer.Close();
        if (jump != TimeSpan.Zero)
        {
            Context.System.EventStream.Publish(new ClockJumped(jump));
        }

        var (window, after) = counted.Tell(held);
        (window.Sequence, window.Start, window.End) = (sequence, start.ToTimestamp(), end.ToTimestamp());
        (window.Health ??= new Health()).ClockUnsure = jump != TimeSpan.Zero || !options.IsClockRight();
        var next = new WindowToStore(window, held, after);
        storage.Tell(next);
        return next;
    }

    private void End(Exception? failure)
    {
        asker.Tell(new LastStored(failure));
        Become(() => Ended(failure));
    }
}

#pragma warning disable MA0048 // A question and its answer.
/// <summary>Asks the log to say when the last window is stored, once counting has ended.</summary>
public sealed record AwaitLast
{
    /// <summary>The one.</summary>
    public static AwaitLast Instance { get; } = new();
}

/// <summary>The last window is stored, or lost.</summary>
/// <param name="Failure">Why it could not be stored; null: it was.</param>
public sealed record LastStored(Exception? Failure);
#pragma warning restore MA0048
