using Akka.Actor;
using Vitrine.Dataflow;
using Vitrine.Wire;

namespace Vitrine.Windows.Log;

/// <summary>
/// Sees each window into the database, whatever the disk does: opens it, has a <see cref="JournalActor"/> write, and
/// replaces that after a pause when it fails. In: a <see cref="WindowToStore"/>, the next after the last was stored, or
/// that again; <see cref="Hurry"/>. Out, to its parent: <see cref="StorageReady"/>, <see cref="Stored"/>, <see cref="NotStored"/> when
/// it cannot store in a hurry; to the feed: stored windows; to the event stream: <see cref="StorageFailed"/>,
/// <see cref="StorageRecovered"/>, <see cref="DatabaseSetAside"/>, <see cref="HeldBackSetAside"/>.
/// A window keeps its number and content however often it is tried, so a try that only seemed to fail does no harm.
/// </summary>
internal sealed class StorageActor(WindowLogOptions options, WindowStore store, WindowFeed feed, TimeProvider clock)
    : ReceiveActor
{
    private IActorRef journal = ActorRefs.Nobody;
    private WindowToStore? waiting;
    private Failures failures = Failures.None;
    private long newest;
    private ITimer? pause;
    private bool isHurried;

    /// <inheritdoc />
    protected override void PreStart()
    {
        var self = Self;
        store.Doubt = cause => self.Tell(new JournalDoubted(cause), ActorRefs.NoSender);
        Open(check: true);
    }

    /// <inheritdoc />
    protected override void PostStop() => pause?.Dispose();

    /// <inheritdoc />
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(cause =>
        {
            Self.Tell(new JournalFailed(cause), Sender);
            return Directive.Stop;
        });

    private void Opening()
    {
        Receive<Opened>(opened =>
        {
            opened.News.ToList().ForEach(Publish);
            journal = Context.ActorOf(Props.Create(() => new JournalActor(store.Newest)));
            Become(() => Recovering(opened));
        });
        Receive<OpenFailed>(failed => Fail(failed.Cause));
        Always();
    }

    private void Recovering(Opened opened)
    {
        Receive<Recovered>(recovered => Resume(recovered.Newest, opened), _ => IsFromJournal());
        WithJournal();
    }

    private void Ready()
    {
        // It was stored already, by a predecessor that broke before it could say so.
        Receive<WindowToStore>(
            next => Context.Parent.Tell(new Stored(newest, next.After)),
            next => next.Window.Sequence == newest
        );
        Receive<WindowToStore>(Store);
        Receive<JournalDoubted>(doubted => Fail(doubted.Cause));
        WithJournal();
    }

    private void Storing(WindowToStore next)
    {
        Receive<HeldWritten>(_ => journal.Tell(next.Window), held => ReferenceEquals(held.Window, next));
        Receive<HeldNotWritten>(held => Fail(held.Cause), held => ReferenceEquals(held.Window, next));
        Receive<Written>(_ => Confirm(next), _ => IsFromJournal());
        WithJournal();
    }

    private void Resting()
    {
        Receive<Retry>(_ => Open(failures.AreDamage));
        Receive<Hurry>(_ =>
        {
            isHurried = true;
            Open(failures.AreDamage);
        });
        Always();
    }

    private void WithJournal()
    {
        Receive<JournalFailed>(failed => Fail(failed.Cause), _ => IsFromJournal());
        Receive<OldestLookedAt>(looked => journal.Tell(new DeleteUpTo(looked.Expired)), looked => looked.Expired > 0);
        Always();
    }

    private void Always()
    {
        Receive<WindowToStore>(next => waiting = next);
        Receive<Hurry>(_ => isHurried = true);
    }

    private bool IsFromJournal() => Sender.Equals(journal);

    private void Open(bool check)
    {
        Become(Opening);
        var least = newest;
        _ = Task.Run(() => store.Open(least, check)).PipeTo(Self, failure: cause => new OpenFailed(cause));
    }

    private void Resume(long recovered, Opened opened)
    {
        newest = recovered;
        if (waiting is null)
        {
            feed.Resume(opened.Last);
            Become(Ready);
            Context.Parent.Tell(new StorageReady(newest, opened.Held));
        }
        else if (waiting.Window.Sequence == newest)
        {
            // What seemed to fail had been written.
            Confirm(waiting);
        }
        else
        {
            Store(waiting);
        }
    }

    private void Store(WindowToStore asked)
    {
        // Its number differs only where a database was lost, and nobody has seen the window yet.
        var window =
            asked.Window.Sequence == newest + 1
                ? asked.Window
                : new AggregateWindow(asked.Window) { Sequence = newest + 1 };
        var next = asked with { Window = window };
        waiting = next;
        Become(() => Storing(next));
        _ = Task.Run(() => store.WriteHeld(next))
            .PipeTo(Self, success: () => new HeldWritten(next), failure: cause => new HeldNotWritten(next, cause));
    }

    private void Confirm(WindowToStore stored)
    {
        var window = stored.Window;
        (waiting, newest) = (null, window.Sequence);
        feed.Append(window);
        if (failures != Failures.None)
        {
            failures = Failures.None;
            Publish(new StorageRecovered());
        }

        if (window.Sequence % Retention.Every == 0)
        {
            _ = Task.Run(() => store.LookAtOldest(window.Sequence, options))
                .PipeTo(Self, failure: cause => new JournalDoubted(cause));
        }

        Become(Ready);
        Context.Parent.Tell(new Stored(newest, stored.After));
    }

    private void Fail(Exception cause)
    {
        Context.Stop(journal);
        journal = ActorRefs.Nobody;
        if (failures == Failures.None)
        {
            Publish(new StorageFailed(store.Folder.Path, store.Folder.FreeBytes, cause.GetBaseException()));
        }

        failures = failures.Add(cause);
        if (isHurried)
        {
            Context.Parent.Tell(new NotStored(cause));
        }

        var self = Self;
        pause?.Dispose();
        pause = clock.CreateTimer(
            _ => self.Tell(Retry.Instance, ActorRefs.NoSender),
            null,
            failures.Pause,
            Timeout.InfiniteTimeSpan
        );
        Become(Resting);
    }

    private static void Publish(NodeEvent happened) => Context.System.EventStream.Publish(happened);
}
