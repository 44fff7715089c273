using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// The workers of one node, as the node's own bookkeeping: which is idle, busy with what, or backing off until when.
/// A failing worker is resumed, or stopped and restarted after a pause; the node and its demand outlive it.
/// </summary>
internal sealed class Workers<TIn, TOut>
    where TIn : class
    where TOut : class
{
    private readonly IActorContext context;
    private readonly ITimerScheduler timers;
    private readonly NodeSettings settings;
    private readonly SupervisionOptions options;
    private readonly NodeMetrics metrics;
    private readonly Worker[] workers;

    public Workers(
        IActorContext context,
        ITimerScheduler timers,
        NodeSettings settings,
        StageNode<TIn, TOut> node,
        NodeMetrics metrics
    )
    {
        this.context = context;
        this.timers = timers;
        this.settings = settings;
        this.metrics = metrics;
        Node = node;
        options = node.Supervision;
        workers = new Worker[node.Workers];
        for (var i = 0; i < workers.Length; i++)
        {
            workers[i] = new Worker { Index = i };
            Start(workers[i]);
        }
    }

    private enum WorkerState
    {
        Starting,
        Idle,
        Busy,
        Stopping,
        BackingOff,
        Degraded,
    }

    /// <summary>The node's blueprint.</summary>
    public StageNode<TIn, TOut> Node { get; }

    /// <summary>Whether all are degraded: the node skips every element.</summary>
    public bool AllDegraded => Array.TrueForAll(workers, w => w.State == WorkerState.Degraded);

    /// <summary>Whether any will take an element soon. A graph that is stopped waits for no back-off.</summary>
    public bool AnyFit =>
        Array.Exists(workers, w => w.State is WorkerState.Starting or WorkerState.Idle or WorkerState.Busy);

    /// <summary>Gives the parcel to an idle worker, if there is one.</summary>
    public bool TryGive(Parcel<TIn> parcel)
    {
        var idle = Array.Find(workers, w => w.State == WorkerState.Idle);
        if (idle is null)
        {
            return false;
        }

        idle.State = WorkerState.Busy;
        idle.InWork = parcel;
        idle.Actor!.Tell(parcel);
        return true;
    }

    /// <summary>A worker has made its stage.</summary>
    public void OnReady(int index) => workers[index].State = WorkerState.Idle;

    /// <summary>A worker is done with its element.</summary>
    public void OnWorked(int index)
    {
        var worker = workers[index];
        worker.State = WorkerState.Idle;
        worker.InWork = null;
        if (worker.Health.OnProbation)
        {
            context.System.EventStream.Publish(new WorkerRecovered(Node.Name));
        }

        worker.Health = WorkerHealth.Good;
    }

    /// <summary>A worker crashed. Returns what supervision does with it, and the parcel it was busy with, if any.</summary>
    public (Directive Directive, Parcel<TIn>? Lost) OnFailure(WorkerFailedException failure)
    {
        var worker = workers[failure.Worker];
        var lost = worker.InWork;
        worker.InWork = null;
        var cause = failure.InnerException!;
        var verdict = Verdict.Skip;
        if (cause is not SkipElementException)
        {
            (worker.Health, verdict) = failure.Ticket is null
                ? worker.Health.Broken(options)
                : worker.Health.Failed(options);
        }

        if (verdict.Kind != VerdictKind.Skip)
        {
            Stop(worker, verdict, cause);
            return (Directive.Stop, lost);
        }

        worker.State = WorkerState.Idle;
        context.System.EventStream.Publish(new ElementSkipped(Node.Name, failure.Ticket!.Value, cause));
        return (Directive.Resume, lost);
    }

    /// <summary>A worker has stopped and freed its resource: it is replaced after its pause. Returns what it was busy with, if it went unasked.</summary>
    public Parcel<TIn>? OnTerminated(IActorRef actor)
    {
        var worker = Array.Find(workers, w => actor.Equals(w.Actor))!;
        var lost = worker.InWork;
        worker.InWork = null;
        if (worker.State != WorkerState.Stopping)
        {
            (worker.Health, var verdict) = worker.Health.Broken(options);
            Stop(worker, verdict, new InvalidOperationException("the worker stopped unasked"));
        }

        worker.Actor = null;
        worker.State = worker.Next.Kind == VerdictKind.Degrade ? WorkerState.Degraded : WorkerState.BackingOff;
        timers.StartSingleTimer(worker.Index, new WorkerDue(worker.Index), worker.Next.Pause);
        return lost;
    }

    /// <summary>A worker's pause has expired: it is restarted.</summary>
    public void OnDue(WorkerDue due)
    {
        var worker = workers[due.Worker];
        if (worker.State == WorkerState.Degraded)
        {
            metrics.OnRetried();
        }

        metrics.OnRestarted();
        Start(worker);
    }

    private void Start(Worker worker)
    {
        var index = worker.Index;
        var props = Props.Create(() => new WorkerActor<TIn, TOut>(index, Node.Make, metrics, settings.Clock));
        worker.Actor = context.Watch(context.ActorOf(props.WithDispatcher(settings.WorkerDispatcher)));
        worker.State = WorkerState.Starting;
    }

    private void Stop(Worker worker, Verdict verdict, Exception cause)
    {
        worker.State = WorkerState.Stopping;
        worker.Next = verdict;
        if (verdict.Kind == VerdictKind.Degrade)
        {
            metrics.OnDegraded();
            context.System.EventStream.Publish(new WorkerDegraded(Node.Name, verdict.Pause, cause));
        }
        else
        {
            context.System.EventStream.Publish(
                new WorkerRestarting(Node.Name, verdict.Pause, worker.Health.RestartsInRow, cause)
            );
        }
    }

    private sealed class Worker
    {
        public required int Index { get; init; }
        public IActorRef? Actor { get; set; }
        public Parcel<TIn>? InWork { get; set; }
        public WorkerHealth Health { get; set; }
        public WorkerState State { get; set; }
        public Verdict Next { get; set; }
    }
}

#pragma warning disable MA0048 // A timer of the workers.
/// <summary>Timer to node: the pause of a worker has expired.</summary>
internal sealed record WorkerDue(int Worker) : INoSerializationVerificationNeeded;
#pragma warning restore MA0048
