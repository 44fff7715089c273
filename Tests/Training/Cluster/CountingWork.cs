using Vitrine.Training.Cluster.Work;
using Vitrine.Wire;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>Work that takes a moment for each step and says how far it is; can be held at an epoch, and fail.</summary>
internal sealed class CountingWork : IDisposable
{
    private const int Steps = 5;
    private readonly ManualResetEventSlim open = new(initialState: true);
    private long steps;

    /// <summary>At this epoch it waits until it is let go; 0: nowhere.</summary>
    public int HoldAt { get; init; }

    /// <summary>Why it fails in its first epoch; null: it does not.</summary>
    public Func<JobRun, string>? Fails { get; init; }

    /// <summary>Steps that were done in this process.</summary>
    public long Done => Interlocked.Read(ref steps);

    public List<AssignJob> Orders { get; } = [];

    public IReadOnlyList<Artefact> Do(JobRun run)
    {
        lock (Orders)
        {
            Orders.Add(run.Order);
        }

        for (var epoch = (run.Order.From?.Epochs ?? 0) + 1; epoch <= run.Order.Job.Epochs; epoch++)
        {
            run.BeginEpoch(epoch, run.Order.Job.Epochs, Steps);
            for (var step = 1; step <= Steps; step++)
            {
                run.Advance(step);
                Interlocked.Increment(ref steps);
                run.Stop.WaitHandle.WaitOne(2);
                if (epoch == HoldAt)
                {
                    Hold(run);
                }
            }

            if (Fails?.Invoke(run) is { } reason)
            {
                throw new InvalidDataException(reason);
            }

            run.Report(EpochOf(epoch));
        }

        run.BeginEvaluation();
        run.Enter(JobState.Packaging);
        return
        [
            new Artefact
            {
                Name = "model",
                Sha256 = new string('0', 64),
                Bytes = 1,
            },
        ];
    }

    /// <summary>Lets what is held go on, and holds nothing any more.</summary>
    public void LetGo() => open.Set();

    public CountingWork Held()
    {
        open.Reset();
        return this;
    }

    public void Dispose() => open.Dispose();

    private void Hold(JobRun run)
    {
        while (!open.IsSet)
        {
            run.Stop.WaitHandle.WaitOne(2);
            run.Heartbeat();
        }
    }

    private static JobReport EpochOf(int epoch) =>
        new()
        {
            Epoch = new EpochEnded
            {
                Result = new EpochResult { Epoch = epoch, ValidationAccuracy = epoch / 10.0 },
                Checkpoint = new JobCheckpoint { Epochs = epoch, Last = $"last-{epoch}" },
            },
        };
}
