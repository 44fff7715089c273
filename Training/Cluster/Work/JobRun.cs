using Vitrine.Jobs.Runs;
using Vitrine.Training.Monitoring;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Work;

/// <summary>
/// One attempt in this process, between the thread that works and the actor that talks about it; safe for both. While the
/// lease is not trusted the work halts at its next step; it goes on where it was when the lease is renewed after all, and
/// ends when the coordinator says that the job is another's.
/// </summary>
public sealed class JobRun : IRunProgress, IDisposable
{
    private readonly Lock gate = new();
    private readonly ManualResetEventSlim renewed = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TimeProvider time;
    private Attempt attempt;
    private (string Phase, long Total) doing = (string.Empty, 0);
    private long done;
    private long steps;

    /// <param name="order">The job, and which attempt at it.</param>
    /// <param name="time">Its timestamps are what leases are counted in.</param>
    public JobRun(AssignJob order, TimeProvider time)
    {
        this.time = time;
        attempt = new Attempt(order);
    }

    /// <summary>The job, and which attempt at it.</summary>
    public AssignJob Order => attempt.Order;

    /// <summary>Done when the thread has ended, however it did.</summary>
    public Task Ended { get; internal set; } = Task.CompletedTask;

    /// <summary>Ends the work.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Called by the working thread when there is something to report.</summary>
    public Action Reported { get; set; } = () => { };

    /// <summary>Keeps the checkpoint after each epoch; null: there are none. Set by the working thread.</summary>
    public KeptCheckpoints? Checkpoints { get; set; }

    /// <summary>Whether the coordinator has taken all that was reported.</summary>
    public bool IsReported => Volatile.Read(ref attempt).Outbox.IsEmpty;

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>What asks the coordinator for more time.</summary>
    public RenewLease Renewal(WorkerOffer worker)
    {
        lock (gate)
        {
            return new RenewLease
            {
                Worker = worker.Worker,
                Has = worker.Has,
                Id = Order.Id,
                Attempt = Order.Attempt,
                Secret = Order.Secret,
                Sent = Now.Ticks,
                Phase = doing.Phase,
                Total = doing.Total,
                Done = Interlocked.Read(ref done),
                Steps = Interlocked.Read(ref steps),
            };
        }
    }

    /// <summary>Whether a refusal is about this attempt.</summary>
    public bool IsMeant(LeaseRefused message) =>
        message.Attempt == Order.Attempt && message.Id.Equals(Order.Id, StringComparison.Ordinal);

    /// <summary>What gives the job back.</summary>
    public LeaseReleased Release(string worker) =>
        new()
        {
            Worker = worker,
            Id = Order.Id,
            Attempt = Order.Attempt,
            Secret = Order.Secret,
        };

    /// <summary>What is to be reported next; null: nothing.</summary>
    public JobReports? Reports(string worker) =>
        IsReported ? null : Volatile.Read(ref attempt).Outbox.Next(worker, Order);

    /// <summary>The lease was renewed.</summary>
    public void Take(LeaseRenewed message)
    {
        lock (gate)
        {
            attempt = attempt.With(message);
        }

        renewed.Set();
    }

    /// <summary>Reports were taken.</summary>
    public void Take(ReportsTaken message)
    {
        lock (gate)
        {
            attempt = attempt.With(message);
        }
    }

    /// <summary>Ends the work at its next step.</summary>
    public void Cancel() => stop.Cancel();

    /// <summary>Adds a report.</summary>
    /// <returns>Its number, and that of the last one that the coordinator has taken.</returns>
    public (long Number, long Taken) Report(JobReport report)
    {
        Outbox outbox;
        lock (gate)
        {
            attempt = attempt.With(report);
            outbox = attempt.Outbox;
        }

        Reported();
        return (outbox.Last, outbox.First - 1);
    }

    /// <inheritdoc />
    public void Begin(string phase, long total)
    {
        lock (gate)
        {
            doing = (phase, total);
        }

        Advance(0);
    }

    /// <inheritdoc />
    public void BeginEpoch(int epoch, int epochs, long total)
    {
        Enter(JobState.Training);
        Begin($"epoch {epoch}/{epochs}", total);
    }

    /// <inheritdoc />
    public void BeginEvaluation()
    {
        Enter(JobState.Evaluating);
        Begin("evaluating", 1);
    }

    /// <inheritdoc />
    public void Advance(long done)
    {
        Interlocked.Exchange(ref this.done, done);
        Heartbeat();
    }

    /// <inheritdoc />
    public void Heartbeat()
    {
        Interlocked.Increment(ref steps);
        stop.Token.ThrowIfCancellationRequested();
        while (!IsTrusted())
        {
            renewed.Reset();
            // Renewed in between: else nobody would set it again for a while.
            if (!IsTrusted())
            {
                renewed.Wait(stop.Token);
            }
        }
    }

    /// <inheritdoc />
    public void EpochEnded(EpochMetrics epoch)
    {
        Heartbeat();
        var checkpoint = Checkpoints?.Keep(epoch.Epoch);
        var (number, taken) = Report(
            new JobReport
            {
                Epoch = new EpochEnded { Result = EpochResults.Of(epoch), Checkpoint = checkpoint },
            }
        );
        Checkpoints?.Told(number, taken);
    }

    /// <inheritdoc />
    public void Say(string line) => Report(new JobReport { Line = line });

    /// <summary>The job comes into a state, unless it is there.</summary>
    public void Enter(JobState state)
    {
        lock (gate)
        {
            if (state <= attempt.Entered)
            {
                return;
            }

            attempt = attempt with { Entered = state };
        }

        Report(new JobReport { Entered = state });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        renewed.Dispose();
        stop.Dispose();
    }

    // Records are immutable, so one look at the reference is enough.
    private bool IsTrusted() => Volatile.Read(ref attempt).IsTrusted(Now);
}
