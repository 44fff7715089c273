using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Google.Protobuf;
using Vitrine.Jobs;
using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>
/// Keeps the queue, whatever happens to this process: what <see cref="Coordination"/> decides is written to a database, and
/// only then answered. In: the requests of clients and workers in jobs.proto. Out: their answers, and <see cref="JobEvents"/>
/// to those that watch. There is one in a cluster; were there ever two, the database would take no event of the second,
/// which then stops.
/// </summary>
public sealed class CoordinatorActor : ReceivePersistentActor, IWithTimers
{
    private const int SnapshotEvery = 1000;
    private const int MostChecks = 1000;
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(500);

    private readonly ILoggingAdapter log = Context.GetLogger();
    private readonly TimeProvider time;
    private readonly JobStore store;
    private readonly DroppedLog dropped;
    private readonly DataChecks checks;
    private readonly IActorRef artefacts;
    private readonly Watchers watchers = new();
    private Coordination known;
    private int checking;

    /// <param name="options">How long leases last.</param>
    /// <param name="store">The cluster's store.</param>
    /// <param name="database">Where the queue is kept; what is damaged there is put aside first.</param>
    /// <param name="time">The clock.</param>
    public CoordinatorActor(LeaseOptions options, JobStore store, QueueDatabase database, TimeProvider time)
    {
        (this.time, this.store, dropped) = (time, store, new DroppedLog(log, time));
        (known, checks) = (new Coordination(options), new DataChecks(time));
        artefacts = Context.ActorOf(Props.Create(() => new ArtefactActor(store.Finished)), "artefacts");
        QueueRepair.Run(database).ToList().ForEach(line => log.Warning("{0}", line));
        Recover<SnapshotOffer>(offer =>
            known = known with { Queue = QueueSnapshots.Queue((QueueSnapshot)offer.Snapshot) }
        );
        Recover<IMessage>(happened => known = known with { Queue = known.Queue.Apply(happened) });
        ForClients();
        ForWorkers();
        ForItself();
    }

    /// <inheritdoc />
    public override string PersistenceId => QueueRepair.PersistenceId;

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    // Since the system started; a clock that is set does not move it.
    private TimeSpan Clock => time.GetElapsedTime(0);

    private DateTimeOffset Now => time.GetUtcNow();

    /// <inheritdoc />
    protected override void OnReplaySuccess()
    {
        known = known.Begun(Clock);
        log.Info("the queue has {0} jobs, {1} of them wait or run", known.Queue.Jobs.Count(), known.Queue.Open);
        // Noted already, but where this process, or an older one, ended before it could.
        QueueView.Done(known.Queue).ToList().ForEach(artefacts.Tell);
        Timers.StartPeriodicTimer(Tick.Instance, Tick.Instance, TickEvery);
    }

    /// <inheritdoc />
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        log.Error("the queue's database takes nothing, or another coordinator writes to it: {0}", cause.Message);

    private void ForClients()
    {
        Command<Greet>(_ => Sender.Tell(new Greeted { Version = NodeAddress.ProtocolVersion }));
        Command<SubmitJob>(Check);
        Command<DataChecked>(Submit);
        Command<CancelJob>(asked => Remember(ClientRequests.Decide(known.Queue, asked, Now)));
        Command<ResumeJob>(asked => Remember(ClientRequests.Decide(known.Queue, asked, Now)));
        Command<ListJobs>(asked => Sender.Tell(QueueView.Page(known, asked)));
        Command<ListWorkers>(_ => Sender.Tell(QueueView.Workers(known, Clock)));
        Command<ShowBoard>(_ => Sender.Tell(QueueBoard.Of(known, Clock)));
        Command<ShowJob>(asked => With(asked.Id, job => Sender.Tell(QueueView.Details(known, job))));
        Command<FetchArtefact>(asked => With(asked.Id, job => artefacts.Forward(new Fetch(job, asked))));
        Command<ReadEvents>(asked => With(asked.Id, job => Sender.Tell(QueueView.Events(job, asked.After))));
        Command<WatchJob>(asked => With(asked.Id, job => watchers.Begin(Sender, job, asked, Clock)));
        Command<WatchAck>(ack => With(ack.Id, job => watchers.Take(Sender, job, ack, Clock)));
        Command<UnwatchJob>(asked => With(asked.Id, job => watchers.End(Sender, job)));
    }

    private void ForWorkers()
    {
        Command<WorkerOffer>(offer =>
        {
            known = known.With(offer, Clock);
            Remember(known.Decide(offer, Clock, Now));
        });
        Command<RenewLease>(asked =>
        {
            known = known.With(asked, Clock);
            Remember(known.Decide(asked));
        });
        Command<JobReports>(told => Remember(Attempts.Take(known.Queue, Judged(told), Now)));
        Command<LeaseReleased>(told => Remember(Attempts.Release(known.Queue.Find(told.Id), told, Now)));
    }

    // Nobody else may have the store looked at.
    private JobReports Judged(JobReports told) =>
        known.Queue.Find(told.Id) is { State.IsRunning: true } job && Claim.Of(told).Holds(job)
            ? Attempts.Judged(told, left => store.FaultOf(job.Id, job.Attempt, left))
            : told;

    // What becomes of snapshots and deletions besides, Akka says in the log.
    private void ForItself()
    {
        Command<Tick>(_ =>
        {
            Remember(known.Decide(Clock, Now));
            known = known.With(Clock);
        });
        Command<StopCoordinator>(_ => Context.Stop(Self));
        Command<SaveSnapshotSuccess>(saved =>
        {
            DeleteMessages(saved.Metadata.SequenceNr);
            DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1));
        });
    }

    // What can be said at once is; only for a job that would be queued its data's lists are read.
    private void Check(SubmitJob asked)
    {
        var decision = known.Decide(asked, Clock, Now);
        if (decision.Events is not [JobQueued order])
        {
            Answer(decision);
        }
        else if (checking >= MostChecks)
        {
            Answer(Decision.Refuse($"{checking} jobs are being checked already; try again soon"));
        }
        else
        {
            checking++;
            _ = checks.Of(order.Job).PipeTo(Self, Sender, fault => new DataChecked(asked, fault));
        }
    }

    private void Submit(DataChecked looked)
    {
        checking--;
        var decision = looked.Fault is { } fault ? Decision.Refuse(fault) : known.Decide(looked.Asked, Clock, Now);
        Remember(looked.Asked.OnlyCheck ? decision.Checked() : decision);
    }

    private void With(string id, Action<Job> act)
    {
        if (known.Queue.Find(id) is { } job)
        {
            act(job);
        }
        else
        {
            Sender.Tell(ClientRequests.Unknown(id));
        }
    }

    private void Remember(Decision decision)
    {
        var left = decision.Events.Count;
        if (left == 0)
        {
            Answer(decision);
            return;
        }

        PersistAll(
            decision.Events,
            happened =>
            {
                known = known.Apply(happened, Clock);
                watchers.Tell(known.Queue.Find(QueueState.IdOf(happened))!, Clock);
                if (happened is JobEnded { State: JobState.Done })
                {
                    artefacts.Tell(happened);
                }
                if (LastSequenceNr % SnapshotEvery == 0)
                {
                    SaveSnapshot(QueueSnapshots.Of(known.Queue));
                }

                if (--left == 0)
                {
                    Answer(decision);
                }
            }
        );
    }

    private void Answer(Decision decision)
    {
        dropped.Note(decision.Dropped);
        if (decision.Answer is { } answer)
        {
            Sender.Tell(answer);
        }
    }
}
