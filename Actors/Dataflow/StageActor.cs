using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// A stage's node. In: parcels, never more than it asked for. Out: one parcel for each, in order, when downstream asked.
/// It holds at most <see cref="StageNode{TIn, TOut}.Capacity"/> and drops nothing: under overload upstream waits.
/// </summary>
internal sealed class StageActor<TIn, TOut> : ReceiveActor, IWithTimers
    where TIn : class
    where TOut : class
{
    private readonly NodeSettings settings;
    private readonly StageNode<TIn, TOut> node;
    private readonly NodeMetrics metrics;
    private readonly Downstream<TOut> downstream;
    private readonly InFlight<TIn, TOut> held;
    private Workers<TIn, TOut> workers = null!;
    private IActorRef upstream = ActorRefs.Nobody;
    private bool stopping;

    /// <param name="settings">What the graph's nodes share.</param>
    /// <param name="node">The blueprint.</param>
    /// <param name="metrics">Where it counts.</param>
    /// <param name="downstream">The next node; null for the last one, whose results are disposed of.</param>
    public StageActor(NodeSettings settings, StageNode<TIn, TOut> node, NodeMetrics metrics, IActorRef? downstream)
    {
        this.settings = settings;
        this.node = node;
        this.metrics = metrics;
        this.downstream = new Downstream<TOut>(downstream, metrics);
        held = new InFlight<TIn, TOut>(node.Capacity);
        Flowing();
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        workers = new Workers<TIn, TOut>(Context, Timers, settings, node, metrics);
        downstream.Attach();
    }

    /// <summary>All workers have stopped by now: Akka stops children first.</summary>
    protected override void PostStop()
    {
        held.Clear();
        workers.FreeKeptStage();
    }

    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(maxNrOfRetries: -1, withinTimeMilliseconds: -1, OnCrash, loggingEnabled: false);

    private void Flowing()
    {
        Receive<Attach>(_ =>
        {
            upstream = Sender;
            upstream.Tell(new Request(held.Capacity));
        });
        Receive<Parcel<TIn>>(parcel =>
        {
            Accept(parcel);
            Move();
        });
        Receive<Completed>(_ =>
        {
            Become(Draining);
            MoveAndEnd();
        });
        Working(Move);
    }

    private void Draining() => Working(MoveAndEnd);

    private void Working(Action move)
    {
        Receive<Request>(request =>
        {
            downstream.Grant(request.Count);
            move();
        });
        Receive<WorkerReady>(ready =>
        {
            workers.OnReady(ready.Worker);
            move();
        });
        Receive<Worked<TOut>>(done =>
        {
            workers.OnWorked(done.Worker);
            held.Finish(done.Ticket, done.Output);
            move();
        });
        Receive<WorkerDue>(due =>
        {
            workers.OnDue(due);
            move();
        });
        Receive<Terminated>(gone =>
        {
            Skip(workers.OnTerminated(gone.ActorRef));
            move();
        });
        Receive<Crashed>(_ => move());
        Receive<StopGraph>(_ =>
        {
            stopping = true;
            move();
        });
    }

    private void Accept(Parcel<TIn> parcel)
    {
        held.Accept(parcel);
        if (parcel.Value is null)
        {
            metrics.OnEmpty();
        }
        else
        {
            metrics.OnReceived();
        }
    }

    /// <summary>Hands waiting parcels to idle workers and finished ones to downstream, as far as either goes.</summary>
    private void Move()
    {
        while (held.TryPeekWaiting(out var parcel) && (TryGive(parcel) || TrySkip(parcel))) { }

        while (downstream.Wants && held.TryTakeFinished(out var result))
        {
            downstream.Send(result);
            upstream.Tell(Request.One);
        }

        metrics.SetHeld(held.Count);
    }

    private void MoveAndEnd()
    {
        Move();
        if (held.Count == 0)
        {
            downstream.Complete();
            Context.Stop(Self);
        }
    }

    private bool TryGive(Parcel<TIn> parcel)
    {
        if (!workers.TryGive(parcel))
        {
            return false;
        }

        held.Begin(parcel.Ticket);
        return true;
    }

    private bool TrySkip(Parcel<TIn> parcel)
    {
        var noneComes = stopping ? !workers.AnyFit : workers.AllDegraded;
        if (noneComes)
        {
            Skip(parcel);
        }

        return noneComes;
    }

    private void Skip(Parcel<TIn>? lost)
    {
        if (lost is not null)
        {
            metrics.OnFailed();
            lost.Dispose();
            held.Finish(lost.Ticket, null);
        }
    }

    private Directive OnCrash(Exception crash)
    {
        if (WorkerFailedException.In(crash) is not { } failure)
        {
            return Directive.Stop;
        }

        var (directive, lost) = workers.OnFailure(failure);
        Skip(lost);
        Self.Tell(Crashed.Instance);
        return directive;
    }

    /// <summary>To itself: supervision has decided, go on.</summary>
    private sealed record Crashed : INoSerializationVerificationNeeded
    {
        public static readonly Crashed Instance = new();
    }
}
