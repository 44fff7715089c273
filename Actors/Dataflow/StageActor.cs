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
    private readonly Passage<TIn, TOut> passage;
    private Workers<TIn, TOut> workers = null!;
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
        passage = new Passage<TIn, TOut>(node.Capacity, downstream, metrics);
        Flowing();
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        workers = new Workers<TIn, TOut>(Context, Timers, settings, node, metrics);
        passage.Open();
    }

    protected override void PostStop() => passage.Clear();

    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(maxNrOfRetries: -1, withinTimeMilliseconds: -1, OnCrash, loggingEnabled: false);

    private void Flowing()
    {
        Receive<Attach>(_ => passage.AskFrom(Sender));
        Receive<Parcel<TIn>>(parcel =>
        {
            passage.Accept(parcel);
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
            passage.Grant(request.Count);
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
            passage.Finish(done.Ticket, done.Output);
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

    /// <summary>Hands waiting parcels to idle workers and finished ones to downstream, as far as either goes.</summary>
    private void Move()
    {
        HandOut();
        passage.Send();
    }

    private void MoveAndEnd()
    {
        HandOut();
        if (passage.SendToTheEnd())
        {
            Context.Stop(Self);
        }
    }

    private void HandOut()
    {
        while (passage.TryPeekWaiting(out var parcel) && (TryGive(parcel) || TrySkip(parcel))) { }
    }

    private bool TryGive(Parcel<TIn> parcel)
    {
        if (!workers.TryGive(parcel))
        {
            return false;
        }

        passage.Begin(parcel.Ticket);
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
            passage.Lose(lost);
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
