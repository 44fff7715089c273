using Google.Protobuf;
using Vitrine.Jobs;
using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>
/// All that the coordinator knows and decides: the queue, which is remembered, and who has which lease, which is not.
/// Immutable and pure; <c>clock</c> is the coordinator's monotonic clock, <c>now</c> the time of day.
/// </summary>
/// <param name="Options">How long leases last.</param>
public sealed record Coordination(LeaseOptions Options)
{
    /// <summary>The jobs.</summary>
    public QueueState Queue { get; init; } = new();

    /// <summary>Who has which.</summary>
    public LeaseTable Leases { get; init; } = LeaseTable.Empty;

    /// <summary>The workers.</summary>
    public Roster Roster { get; init; } = Roster.Empty;

    /// <summary>When this coordinator began.</summary>
    public TimeSpan Began { get; private init; }

    /// <summary>After recovery: each running job has a whole lease from now.</summary>
    public Coordination Begun(TimeSpan clock) =>
        this with
        {
            Began = clock,
            Leases = Queue.Running.Aggregate(
                LeaseTable.Empty,
                (leases, job) => leases.Begin(job.Id, job.Attempt, job.Worker, clock)
            ),
        };

    /// <summary>What is so after an event.</summary>
    public Coordination Apply(IMessage happened, TimeSpan clock) =>
        this with
        {
            Queue = Queue.Apply(happened),
            Leases = happened switch
            {
                JobAssigned assigned => Leases.Begin(assigned.Id, assigned.Attempt, assigned.Worker, clock),
                JobReturned returned => Leases.End(returned.Id),
                // Its worker may not have heard of it yet: until the lease is over the job is given to nobody else.
                JobEnded { State: JobState.Cancelled } => Leases,
                JobEnded ended => Leases.End(ended.Id),
                _ => Leases,
            },
        };

    /// <summary>A worker without a job was heard.</summary>
    public Coordination With(WorkerOffer heard, TimeSpan clock) =>
        RefusalOf(heard, clock) is null ? this with { Roster = Roster.Heard(heard.Worker, heard.Has, clock) } : this;

    /// <summary>A worker was heard that has a job, or believes so.</summary>
    public Coordination With(RenewLease heard, TimeSpan clock) =>
        Holds(heard)
            ? this with
            {
                Roster = Roster.Heard(heard.Worker, heard.Has, clock),
                Leases = Leases.Renew(heard, clock),
            }
            : this;

    /// <summary>Time has passed, and what followed from it is remembered.</summary>
    public Coordination With(TimeSpan clock) => this with { Leases = Leases.Without(Leases.Over(clock, Options)) };

    /// <summary>Queues a job that a worker can run, or that waits for the first worker.</summary>
    public Decision Decide(SubmitJob asked, TimeSpan clock, DateTimeOffset now)
    {
        var decision = ClientRequests.Decide(Queue, asked, now);
        if (decision is not { Events: [JobQueued order], Answer: JobSubmitted submitted })
        {
            return decision;
        }

        var lacks = Roster
            .Present(clock)
            .Select(worker => (worker.Name, Missing: ResourceCheck.Missing(worker.Has, order.Needs)))
            .ToArray();
        if (lacks.Length > 0 && lacks.All(worker => worker.Missing is not null))
        {
            var examples = lacks.Take(3).Select(worker => $"{worker.Name} lacks {worker.Missing}");
            return Decision.Refuse(
                $"no worker can run this: {string.Join("; ", examples)}; ask for less, or start such a worker first"
            );
        }

        submitted.Note = lacks.Length > 0 ? string.Empty : "no worker is here yet; the job waits for one";
        return decision;
    }

    /// <summary>A worker is free: gives it the oldest job that it can run.</summary>
    public Decision Decide(WorkerOffer offer, TimeSpan clock, DateTimeOffset now)
    {
        if (RefusalOf(offer, clock) is { } reason)
        {
            return Decision.Say(new WorkerRefused { Reason = reason });
        }

        // It was given one, and has not heard of it yet.
        if (JobOf(offer.Worker) is { } its)
        {
            return Decision.Say(WithLease(Attempts.Order(its)));
        }

        if (Queue.Waiting.FirstOrDefault(job => Suits(job, offer, clock)) is not { } next)
        {
            return Decision.Say(new OfferTaken());
        }

        var assigned = Attempts.Assign(next, offer, now);
        return assigned with { Answer = WithLease((AssignJob)assigned.Answer!) };
    }

    /// <summary>The job that a worker has; null: none.</summary>
    public Job? JobOf(string worker) => Queue.Running.FirstOrDefault(job => IsOf(job, worker));

    /// <summary>A worker asks to keep its job.</summary>
    public Decision Decide(RenewLease asked) =>
        Holds(asked)
            ? Decision.Say(
                new LeaseRenewed
                {
                    Id = asked.Id,
                    Attempt = asked.Attempt,
                    Secret = asked.Secret,
                    Sent = asked.Sent,
                }
            )
            : Claim.Of(asked).Refuse(Queue.Find(asked.Id));

    /// <summary>Time passes: jobs of workers that are lost or stand still wait again.</summary>
    public Decision Decide(TimeSpan clock, DateTimeOffset now) =>
        new([
            .. from over in Leases.Over(clock, Options)
            let job = Queue.Find(over.Lease.Id)
            where job is { State.IsRunning: true } && job.Attempt == over.Lease.Attempt
            select Attempts.Lose(job, over.Cause, now),
        ]);

    private string? RefusalOf(WorkerOffer offer, TimeSpan clock) =>
        offer.Version != NodeAddress.ProtocolVersion
            ? $"worker {offer.Worker} speaks version {offer.Version} of the cluster's protocol, its coordinator {NodeAddress.ProtocolVersion}; install the same Vitrine on both"
        : !LeaseSecret.IsOne(offer.Secret) ? $"worker {offer.Worker} has no secret; install the same Vitrine on both"
        : JobOf(offer.Worker) is { } its && !LeaseSecret.Matches(its.Secret, offer.Secret)
            ? $"worker {offer.Worker} has another secret, and a job; only one can have the name"
        : Roster.HasRoom(offer.Worker, clock) ? null
        : $"there are {Roster.Most} workers already, as many as one coordinator serves";

    private bool Holds(RenewLease asked) =>
        Queue.Find(asked.Id) is { State.IsRunning: true } job && Claim.Of(asked).Holds(job);

    // Nobody else may still have it, and one that broke goes to another worker if there is one that could run it.
    private bool Suits(Job job, WorkerOffer offer, TimeSpan clock) =>
        Leases.Find(job.Id) is null
        && (job.Attempt == 0 || clock - Began >= Options.Length)
        && ResourceCheck.Missing(offer.Has, job.Order.Needs) is null
        && (
            !job.BrokeOn.Equals(offer.Worker, StringComparison.Ordinal)
            || !Roster
                .Present(clock)
                .Any(other =>
                    !other.Name.Equals(offer.Worker, StringComparison.Ordinal)
                    && ResourceCheck.Missing(other.Has, job.Order.Needs) is null
                )
        );

    private AssignJob WithLease(AssignJob order)
    {
        order.Lease = Options.Trust.TotalSeconds;
        return order;
    }

    private static bool IsOf(Job job, string worker) => job.Worker.Equals(worker, StringComparison.Ordinal);
}
