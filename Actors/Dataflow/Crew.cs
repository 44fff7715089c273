using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// The workers of one node, as the node's own bookkeeping: who is idle, who is busy with what, who rests until when.
/// A failing worker is resumed, or stopped and made anew after a pause; the node and its demand outlive it.
/// </summary>
internal sealed class Crew<TIn, TOut>
    where TIn : class
    where TOut : class
{
    private readonly IActorContext context;
    private readonly ITimerScheduler timers;
    private readonly NodeSettings settings;
    private readonly Func<IStage<TIn, TOut>> make;
    private readonly SupervisionOptions options;
    private readonly NodeMetrics metrics;
    private readonly Member[] members;

    public Crew(
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
        make = node.Make;
        options = node.Supervision;
        members = new Member[node.Workers];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = new Member { Index = i };
            Hire(members[i]);
        }
    }

    private enum Duty
    {
        Starting,
        Idle,
        Busy,
        Leaving,
        Resting,
        Degraded,
    }

    /// <summary>The node's blueprint.</summary>
    public StageNode<TIn, TOut> Node { get; }

    /// <summary>Whether everybody is degraded: the node does without.</summary>
    public bool AllDegraded => Array.TrueForAll(members, m => m.Duty == Duty.Degraded);

    /// <summary>Whether somebody will take an element soon: nobody who rests is waited for when the graph is stopped.</summary>
    public bool AnyFit => Array.Exists(members, m => m.Duty is Duty.Starting or Duty.Idle or Duty.Busy);

    /// <summary>Gives the parcel to an idle worker, if there is one.</summary>
    public bool TryGive(Parcel<TIn> parcel)
    {
        var idle = Array.Find(members, m => m.Duty == Duty.Idle);
        if (idle is null)
        {
            return false;
        }

        idle.Duty = Duty.Busy;
        idle.InWork = parcel;
        idle.Actor!.Tell(parcel);
        return true;
    }

    /// <summary>A worker has made its stage.</summary>
    public void OnReady(int worker) => members[worker].Duty = Duty.Idle;

    /// <summary>A worker is done with its element.</summary>
    public void OnWorked(int worker)
    {
        var member = members[worker];
        member.Duty = Duty.Idle;
        member.InWork = null;
        if (member.Health.OnProbation)
        {
            context.System.EventStream.Publish(new WorkerRecovered(Node.Name));
        }

        member.Health = WorkerHealth.Good;
    }

    /// <summary>A worker crashed. Returns what supervision does with it, and the parcel it was busy with, if any.</summary>
    public (Directive Directive, Parcel<TIn>? Lost) OnFailure(WorkerFailedException failure)
    {
        var member = members[failure.Worker];
        var lost = member.InWork;
        member.InWork = null;
        var cause = failure.InnerException!;
        var verdict = Verdict.Skip;
        if (cause is not SkipElementException)
        {
            (member.Health, verdict) = failure.Ticket is null
                ? member.Health.Broken(options)
                : member.Health.Failed(options);
        }

        if (verdict.Kind != VerdictKind.Skip)
        {
            Dismiss(member, verdict, cause);
            return (Directive.Stop, lost);
        }

        member.Duty = Duty.Idle;
        context.System.EventStream.Publish(new ElementSkipped(Node.Name, failure.Ticket!.Value, cause));
        return (Directive.Resume, lost);
    }

    /// <summary>A worker has stopped and freed its resource: it is replaced after its pause. Returns what it was busy with, if it went unasked.</summary>
    public Parcel<TIn>? OnTerminated(IActorRef actor)
    {
        var member = Array.Find(members, m => actor.Equals(m.Actor))!;
        var lost = member.InWork;
        member.InWork = null;
        if (member.Duty != Duty.Leaving)
        {
            (member.Health, var verdict) = member.Health.Broken(options);
            Dismiss(member, verdict, new InvalidOperationException("the worker stopped unasked"));
        }

        member.Actor = null;
        member.Duty = member.Next.Kind == VerdictKind.Degrade ? Duty.Degraded : Duty.Resting;
        timers.StartSingleTimer(member.Index, new WorkerDue(member.Index), member.Next.Pause);
        return lost;
    }

    /// <summary>A worker's pause is over: it is made anew.</summary>
    public void OnDue(WorkerDue due)
    {
        var member = members[due.Worker];
        if (member.Duty == Duty.Degraded)
        {
            metrics.OnRetried();
        }

        metrics.OnRestarted();
        Hire(member);
    }

    private void Hire(Member member)
    {
        var index = member.Index;
        var props = Props.Create(() => new WorkerActor<TIn, TOut>(index, make, metrics, settings.Clock));
        member.Actor = context.Watch(
            context.ActorOf(props.WithDispatcher(Node.Blocking ? settings.WorkerDispatcher : settings.NodeDispatcher))
        );
        member.Duty = Duty.Starting;
    }

    private void Dismiss(Member member, Verdict verdict, Exception cause)
    {
        member.Duty = Duty.Leaving;
        member.Next = verdict;
        if (verdict.Kind == VerdictKind.Degrade)
        {
            metrics.OnDegraded();
            context.System.EventStream.Publish(new WorkerDegraded(Node.Name, verdict.Pause, cause));
        }
        else
        {
            context.System.EventStream.Publish(
                new WorkerRestarting(Node.Name, verdict.Pause, member.Health.RestartsInRow, cause)
            );
        }
    }

    private sealed class Member
    {
        public required int Index { get; init; }
        public IActorRef? Actor { get; set; }
        public Parcel<TIn>? InWork { get; set; }
        public WorkerHealth Health { get; set; }
        public Duty Duty { get; set; }
        public Verdict Next { get; set; }
    }
}
