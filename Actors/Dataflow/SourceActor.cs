using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// A source's node. Out: parcels, in the order read, when downstream asked. It keeps at most one element waiting, the
/// newest; whether an older one is replaced (and counted) or reading waits is its pace's choice. Reading happens on the
/// worker's thread and never blocks the graph.
/// </summary>
#pragma warning disable CA1001 // Its reader's thread may hold the token when it stops; there is nothing to give back.
internal sealed class SourceActor<T>(NodeSettings settings, SourceNode<T> node, NodeMetrics metrics, IActorRef next)
    : ReceiveActor,
        IWithTimers
    where T : class
#pragma warning restore CA1001
{
    private readonly Downstream<T> downstream = new(next, metrics);
    private readonly CancellationTokenSource stop = new();
    private Workers<Pull, T> reader = null!;
    private ReadingClock clock;
    private T? waiting;
    private long ticket;
    private long readings;
    private bool due = true;

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Become(Reading);
        var stage = new StageNode<Pull, T>(node.Name, () => new ReadingStage<T>(node.Make(), stop.Token))
        {
            Supervision = node.Supervision,
        };
        reader = new Workers<Pull, T>(Context, Timers, settings, stage, metrics);
        clock = new ReadingClock(Context.System.Scheduler.MonotonicClock);
        downstream.Attach();
    }

    protected override void PostStop()
    {
        stop.Cancel();
        (waiting as IDisposable)?.Dispose();
    }

    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(maxNrOfRetries: -1, withinTimeMilliseconds: -1, OnCrash, loggingEnabled: false);

    private void Reading()
    {
        Receive<WorkerReady>(ready =>
        {
            reader.OnReady(ready.Worker);
            Read();
        });
        Receive<Request>(request =>
        {
            downstream.Grant(request.Count);
            HandOver();
            Read();
        });
        Receive<Worked<T>>(done =>
        {
            reader.OnWorked(done.Worker);
            if (done.Output is null)
            {
                End();
                return;
            }

            Offer(done.Output);
            Schedule();
            Read();
        });
        Receive<ReadingDue>(_ =>
        {
            due = true;
            Read();
        });
        Receive<WorkerDue>(pause => reader.OnDue(pause));
        Receive<Terminated>(gone => ReadOnAfter(reader.OnTerminated(gone.ActorRef)));
        Receive<StopGraph>(_ => End());
    }

    /// <summary>
    /// Nothing more is read; the element that waits is still handed over. The element of a reading under way
    /// is disposed of, as if it had not been read.
    /// </summary>
    private void Ending()
    {
        Receive<Request>(request =>
        {
            downstream.Grant(request.Count);
            HandOver();
            CompleteWhenHandedOver();
        });
        Receive<Worked<T>>(late => late.Dispose());
        Receive<Terminated>(_ => { });
    }

    private void End()
    {
        stop.Cancel();
        Timers.CancelAll();
        Become(Ending);
        CompleteWhenHandedOver();
    }

    private void CompleteWhenHandedOver()
    {
        if (waiting is null)
        {
            downstream.Complete();
            Context.Stop(Self);
        }
    }

    private void Read()
    {
        var mayRead = due && (node.Pace.MayDrop || waiting is null);
        if (mayRead && reader.TryGive(new Parcel<Pull>(readings, Pull.Instance)))
        {
            readings++;
            due = false;
        }
    }

    private void Schedule()
    {
        var now = Context.System.Scheduler.MonotonicClock;
        clock = clock.After(now, node.Pace.Interval);
        due = clock.Wait(now) <= TimeSpan.Zero;
        if (!due)
        {
            Timers.StartSingleTimer(nameof(ReadingDue), ReadingDue.Instance, clock.Wait(now));
        }
    }

    private void Offer(T element)
    {
        metrics.OnReceived();
        if (waiting is not null)
        {
            (waiting as IDisposable)?.Dispose();
            metrics.OnDropped();
        }

        waiting = element;
        HandOver();
    }

    private void HandOver()
    {
        if (waiting is not null && downstream.Wants)
        {
            downstream.Send(new Parcel<T>(ticket++, waiting));
            waiting = null;
        }

        metrics.SetHeld(waiting is null ? 0 : 1);
    }

    private Directive OnCrash(Exception crash)
    {
        if (WorkerFailedException.In(crash) is not { } failure)
        {
            return Directive.Stop;
        }

        var (directive, lost) = reader.OnFailure(failure);
        if (directive == Directive.Resume)
        {
            metrics.OnReceived();
            metrics.OnFailed();
        }

        ReadOnAfter(lost);
        return directive;
    }

    /// <summary>A failed reading took its turn on the clock like any other.</summary>
    private void ReadOnAfter(Parcel<Pull>? lost)
    {
        if (lost is null)
        {
            return;
        }

        Schedule();
        if (due)
        {
            Self.Tell(ReadingDue.Instance);
        }
    }

    /// <summary>Timer to itself: the next reading is due.</summary>
    private sealed record ReadingDue : INoSerializationVerificationNeeded
    {
        public static readonly ReadingDue Instance = new();
    }
}
