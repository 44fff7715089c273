using Akka.Actor;
using Vitrine.Dataflow;
using Vitrine.Wire;

namespace Vitrine.Windows.Log;

/// <summary>
/// Sees each window into the database, whatever the disk does: opens it, has a <see cref="JournalActor"/> write, and
/// replaces that after a pause when it fails. In: an <see cref="AggregateWindow"/>, the next after the last was stored, or
/// that again; <see cref="Hurry"/>. Out, to its parent: <see cref="StorageReady"/>, <see cref="Stored"/>, <see cref="NotStored"/> when
/// hurried in vain; to the feed: stored windows; to the event stream: <see cref="StorageFailed"/>,
/// <see cref="StorageRecovered"/>, <see cref="DatabaseSetAside"/>.
/// A window keeps its number and content however often it is tried, so a try that only seemed to fail does no harm.
/// </summary>
internal sealed class StorageActor(WindowLogOptions options, WindowStore store, WindowFeed feed, TimeProvider clock)
    : ReceiveActor
{
    private IActorRef journal = ActorRefs.Nobody;
    private AggregateWindow? waiting;
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
            if (opened.SetAside is { } file)
            {
                Publish(new DatabaseSetAside(file, opened.Newest));
            }

            journal = Context.ActorOf(Props.Create(() => new JournalActor(store.Newest)));
            Become(() => Recovering(opened));
        });
        Receive<OpenFailed>(failed => Fail(failed.Cause));
        Always();
    }

    private void Recovering(Opened opened)
    {
        Receive<Recovered>(recovered => Resume(recovered.Newest, opened.Last), _ => IsFromJournal());
        WithJournal();
    }

    private void Ready()
    {
        // It was stored already, by a predecessor that broke before it could say so.
        Receive<AggregateWindow>(
            window => Context.Parent.Tell(new Stored(window.Sequence)),
            window => window.Sequence == newest
        );
        Receive<AggregateWindow>(Store);
        Receive<JournalDoubted>(doubted => Fail(doubted.Cause));
        WithJournal();
    }

    private void Storing(AggregateWindow window)
    {
        Receive<Written>(_ => Confirm(window), _ => IsFromJournal());
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
        Receive<AggregateWindow>(window => waiting = window);
        Receive<Hurry>(_ => isHurried = true);
    }

    private bool IsFromJournal() => Sender.Equals(journal);

    private void Open(bool check)
    {
        Become(Opening);
        var least = newest;
        _ = Task.Run(() => store.Open(least, check)).PipeTo(Self, failure: cause => new OpenFailed(cause));
    }

    private void Resume(long recovered, long last)
    {
        newest = recovered;
        if (waiting is null)
        {
            feed.Resume(last);
            Become(Ready);
            Context.Parent.Tell(new StorageReady(newest));
        }
        else if (waiting.Sequence == newest)
        {
            // What seemed to fail had been written.
            Confirm(waiting);
        }
        else
        {
            Store(waiting);
        }
    }

    private void Store(AggregateWindow window)
    {
        // Its number differs only where a database was lost, and nobody has seen the window yet.
        var next = window.Sequence == newest + 1 ? window : new AggregateWindow(window) { Sequence = newest + 1 };
        waiting = next;
        Become(() => Storing(next));
        journal.Tell(next);
    }

    private void Confirm(AggregateWindow window)
    {
        (waiting, newest) = (null, window.Sequence);
        feed.Append(window);
        if (failures != Failures.None)
        {
            failures = Failures.None;
            Publish(new StorageRecovered());
        }

        if (window.Sequence % Retention.Every == 0)
        {
            LookAtOldest(newest, clock.GetUtcNow());
        }

        Become(Ready);
        Context.Parent.Tell(new Stored(window.Sequence));
    }

    private void LookAtOldest(long last, DateTimeOffset now) =>
        _ = Task.Run(() => store.Database.Read(0, Retention.Look))
            .PipeTo(
                Self,
                success: oldest => new OldestLookedAt(Retention.Expired(oldest, last, now, options)),
                failure: cause => new JournalDoubted(cause)
            );

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
