using Akka;
using Akka.Actor;
using Akka.Event;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Work;

/// <summary>
/// Speaks for a <see cref="JobRunner"/>: offers it, keeps the lease of its job, and hands its reports on until they are taken.
/// In: <see cref="AssignJob"/>, <see cref="LeaseRenewed"/>, <see cref="LeaseRefused"/>, <see cref="ReportsTaken"/>,
/// <see cref="OfferTaken"/>, <see cref="WorkerRefused"/>, <see cref="LeaveWork"/>. Out, to the coordinator:
/// <see cref="WorkerOffer"/>, <see cref="RenewLease"/>, <see cref="JobReports"/>, <see cref="LeaseReleased"/>.
/// </summary>
public sealed class JobWorkerActor : ReceiveActor, IWithTimers
{
    private readonly ILoggingAdapter log = Context.GetLogger();
    private readonly IActorRef coordinator;
    private readonly JobRunner runner;
    private readonly Func<WorkerOffer> offer;
    private readonly LeaseOptions options;
    private readonly WorkerGuard guard;
    private readonly DroppedLog dropped;
    private string refused = string.Empty;

    /// <param name="coordinator">The way to the coordinator, wherever it is.</param>
    /// <param name="runner">Where the work is done.</param>
    /// <param name="offer">What this worker is and has, now.</param>
    /// <param name="options">How often to speak.</param>
    /// <param name="guard">Whom to obey.</param>
    /// <param name="time">The clock.</param>
    public JobWorkerActor(
        IActorRef coordinator,
        JobRunner runner,
        Func<WorkerOffer> offer,
        LeaseOptions options,
        WorkerGuard guard,
        TimeProvider time
    )
    {
        (this.coordinator, this.runner, this.offer, this.options) = (coordinator, runner, offer, options);
        (this.guard, dropped) = (guard, new DroppedLog(log, time));
        if (runner.Current is { } run)
        {
            // The actor system is new, and the work is not.
            Adopt(run);
        }
        else
        {
            Become(Idle);
        }
    }

    private enum Moment
    {
        Tick,
        Reported,
        Ended,
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override void PreStart() =>
        Timers.StartPeriodicTimer(Moment.Tick, Moment.Tick, TimeSpan.Zero, options.Renewal);

    /// <inheritdoc />
    protected override bool AroundReceive(Receive receive, object message)
    {
        var fault = guard.FaultOf(message, Sender);
        dropped.Note(fault);
        return fault is not null || base.AroundReceive(receive, message);
    }

    private void Idle()
    {
        Receive<Moment>(_ => coordinator.Tell(offer()), moment => moment is Moment.Tick);
        Receive<OfferTaken>(_ => refused = string.Empty);
        Receive<WorkerRefused>(Complain);
        Receive<AssignJob>(order => Adopt(runner.Begin(order)));
        Receive<LeaveWork>(_ => Leave(Sender));
        Receive<Moment>(_ => { });
        IgnoreLate();
    }

    private void Adopt(JobRun run)
    {
        var self = Self;
        run.Reported = () => self.Tell(Moment.Reported, ActorRefs.NoSender);
        _ = run.Ended.PipeTo(self, success: () => Moment.Ended);
        Become(() => Working(run));
        coordinator.Tell(run.Renewal(offer()));
    }

    private void Working(JobRun run)
    {
        Receive<LeaseRenewed>(run.Take);
        Receive<ReportsTaken>(taken =>
        {
            run.Take(taken);
            ClearIfOver(run);
        });
        Receive<LeaseRefused>(told => Stop(run, told), run.IsMeant);
        Receive<LeaveWork>(_ => LeaveAfter(run));
        Receive<Moment>(moment => Tell(run, withRenewal: moment is Moment.Tick));
        IgnoreLate();
    }

    // The job is another's: nothing is reported any more, and there is no room for the next before the thread has ended.
    private void Stopping(JobRun run)
    {
        Receive<Moment>(_ => ClearAndOffer(), _ => run.Ended.IsCompleted);
        Receive<LeaveWork>(_ => LeaveAfter(run));
        Receive<Moment>(_ => { });
        IgnoreLate();
    }

    private void Leaving(JobRun run, IActorRef asker)
    {
        Receive<Moment>(_ => LeaveIfOver(run));
        Receive<LeaseRefused>(_ => Leave(asker), _ => run.Ended.IsCompleted);
        Receive<ReportsTaken>(run.Take);
        IgnoreLate();
    }

    private void Gone() => IgnoreLate();

    private void Stop(JobRun run, LeaseRefused told)
    {
        log.Warning("job {0} is stopped here: {1}", run.Order.Id, told.Reason);
        run.Cancel();
        Become(() => Stopping(run));
        if (run.Ended.IsCompleted)
        {
            ClearAndOffer();
        }
    }

    private void Tell(JobRun run, bool withRenewal)
    {
        if (withRenewal)
        {
            coordinator.Tell(run.Renewal(offer()));
        }

        Report(run);
        ClearIfOver(run);
    }

    private void Report(JobRun run)
    {
        if (run.Reports(offer().Worker) is { } reports)
        {
            coordinator.Tell(reports);
        }
    }

    private void ClearIfOver(JobRun run)
    {
        if (run.Ended.IsCompleted && run.IsReported)
        {
            ClearAndOffer();
        }
    }

    private void ClearAndOffer()
    {
        runner.Clear();
        Become(Idle);
        coordinator.Tell(offer());
    }

    private void LeaveAfter(JobRun run)
    {
        var asker = Sender;
        run.Cancel();
        Become(() => Leaving(run, asker));
        LeaveIfOver(run);
    }

    private void LeaveIfOver(JobRun run)
    {
        if (run.Ended.IsCompleted)
        {
            Report(run);
            coordinator.Tell(run.Release(offer().Worker));
        }
    }

    private void Leave(IActorRef asker)
    {
        runner.Clear();
        Become(Gone);
        asker.Tell(Done.Instance);
    }

    private void Complain(WorkerRefused told)
    {
        if (!told.Reason.Equals(refused, StringComparison.Ordinal))
        {
            refused = told.Reason;
            log.Error("the coordinator refuses this worker: {0}", told.Reason);
        }
    }

    // Answers that came late: to offers, and about jobs that this worker has no longer.
    private void IgnoreLate() => ReceiveAny(message => log.Debug("{0} came too late", message));
}
