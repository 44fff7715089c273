using Akka.Actor;

namespace Vitrine.Windows.Log;

/// <summary>
/// Closes windows, one after the other, and has each stored by its <see cref="StorageActor"/> before it closes the next: what
/// takes longer makes the open window longer, and loses nothing. In: <see cref="CloseLast"/>. Out: <see cref="LastClosed"/>;
/// <see cref="ClockJumped"/> to the event stream.
/// </summary>
/// <param name="options">How long windows are, and how long they are kept.</param>
/// <param name="store">Where they are stored.</param>
/// <param name="close">Makes a window of what was counted.</param>
/// <param name="feed">Takes windows once they are stored.</param>
/// <param name="clock">Tells the time.</param>
public sealed class AggregatorActor(
    WindowLogOptions options,
    WindowStore store,
    CloseWindow close,
    WindowFeed feed,
    TimeProvider clock
) : ReceiveActor
{
    private readonly WindowTimer timer = new(options.Length, clock, Context.Self);
    private IActorRef storage = ActorRefs.Nobody;
    private IActorRef? ending;

    /// <inheritdoc />
    protected override void PreStart()
    {
        Become(Starting);
        timer.Start();
        storage = Context.ActorOf(Props.Create(() => new StorageActor(options, store, feed, clock)), "storage");
        // The storage fails only by a defect; then both begin anew.
        Context.Watch(storage);
    }

    /// <inheritdoc />
    protected override void PostStop() => timer.Stop();

    /// <inheritdoc />
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    private void Starting()
    {
        Receive<StorageReady>(ready => Next(ready.Newest));
        WhileStorageIsBusy();
    }

    private void Counting(long newest)
    {
        Receive<Due>(_ => Close(newest, isLast: false));
        Receive<CloseLast>(_ =>
        {
            Hurry();
            Close(newest, isLast: true);
        });
    }

    private void Storing()
    {
        Receive<Stored>(stored => Next(stored.Sequence));
        WhileStorageIsBusy();
    }

    private void StoringLast()
    {
        Receive<Stored>(_ => End(failure: null));
        Receive<NotStored>(failed => End(failed.Cause));
    }

    private void WhileStorageIsBusy()
    {
        Receive<Due>(_ => timer.Postpone());
        Receive<CloseLast>(_ => Hurry());
        Receive<NotStored>(failed => End(failed.Cause));
    }

    private void Next(long newest)
    {
        if (ending is null)
        {
            Become(() => Counting(newest));
        }
        else
        {
            Close(newest, isLast: true);
        }
    }

    private void Close(long newest, bool isLast)
    {
        var (start, end, jump) = timer.Close();
        if (jump != TimeSpan.Zero)
        {
            Context.System.EventStream.Publish(new ClockJumped(jump));
        }

        storage.Tell(close(newest + 1, start, end));
        timer.Start();
        Become(isLast ? StoringLast : Storing);
    }

    private void Hurry()
    {
        ending = Sender;
        storage.Tell(new Hurry());
    }

    private void End(Exception? failure)
    {
        ending.Tell(new LastClosed(failure));
        Context.Stop(Self);
    }
}
