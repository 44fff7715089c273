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
    private readonly Window<TIn, TOut> window;
    private Crew<TIn, TOut> crew = null!;
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
        window = new Window<TIn, TOut>(node.Capacity);
        Flowing();
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        crew = new Crew<TIn, TOut>(Context, Timers, settings, node, metrics);
        downstream.Attach();
    }

    protected override void PostStop() => window.Clear();

    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(maxNrOfRetries: -1, withinTimeMilliseconds: -1, OnCrash, loggingEnabled: false);

    private void Flowing()
    {
        Receive<Attach>(_ =>
        {
            upstream = Sender;
            upstream.Tell(new Request(window.Capacity));
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
            crew.OnReady(ready.Worker);
            move();
        });
        Receive<Worked<TOut>>(done =>
        {
            crew.OnWorked(done.Worker);
            window.Finish(done.Ticket, done.Output);
            move();
        });
        Receive<WorkerDue>(due =>
        {
            crew.OnDue(due);
            move();
        });
        Receive<Terminated>(gone =>
        {
            Skip(crew.OnTerminated(gone.ActorRef));
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
        window.Accept(parcel);
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
        while (window.TryPeekWaiting(out var parcel) && (TryGive(parcel) || TryDoWithout(parcel))) { }

        while (downstream.Wants && window.TryTakeFinished(out var result))
        {
            downstream.Send(result);
            upstream.Tell(Request.One);
        }

        metrics.SetHeld(window.Count);
    }

    private void MoveAndEnd()
    {
        Move();
        if (window.Count == 0)
        {
            downstream.Complete();
            Context.Stop(Self);
        }
    }

    private bool TryGive(Parcel<TIn> parcel)
    {
        if (!crew.TryGive(parcel))
        {
            return false;
        }

        window.Begin(parcel.Ticket);
        return true;
    }

    private bool TryDoWithout(Parcel<TIn> parcel)
    {
        var nobodyComes = stopping ? !crew.AnyFit : crew.AllDegraded;
        if (nobodyComes)
        {
            Skip(parcel);
        }

        return nobodyComes;
    }

    private void Skip(Parcel<TIn>? lost)
    {
        if (lost is not null)
        {
            metrics.OnFailed();
            lost.Dispose();
            window.Finish(lost.Ticket, null);
        }
    }

    private Directive OnCrash(Exception crash)
    {
        if (WorkerFailedException.In(crash) is not { } failure)
        {
            return Directive.Stop;
        }

        var (directive, lost) = crew.OnFailure(failure);
        Skip(lost);
        Self.Tell(Crashed.Instance);
        return directive;
    }

    /// <summary>To itself: supervision has decided, flow on.</summary>
    private sealed record Crashed : INoSerializationVerificationNeeded
    {
        public static readonly Crashed Instance = new();
    }
}
