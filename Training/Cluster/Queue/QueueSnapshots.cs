using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>The queue as one message, and back.</summary>
public static class QueueSnapshots
{
    /// <summary>All that the queue knows.</summary>
    public static QueueSnapshot Of(QueueState queue) =>
        new() { Newest = queue.Newest, Jobs = { queue.Jobs.Select(Record) } };

    /// <summary>The queue that a snapshot was made of.</summary>
    public static QueueState Queue(QueueSnapshot snapshot) => QueueState.Of(snapshot.Jobs.Select(Job), snapshot.Newest);

    private static JobRecord Record(Job job)
    {
        var record = new JobRecord
        {
            Queued = job.Order,
            State = job.State,
            Cause = job.Cause,
            Changed = job.Changed,
            Attempt = job.Attempt,
            Worker = job.Worker,
            Secret = job.Secret,
            Reports = job.Reports,
            Checkpoint = job.Checkpoint,
            Artefacts = { job.Artefacts },
            Failures = { job.Failures },
            Losses = job.Losses,
            BrokeOn = job.BrokeOn,
            EpochsDone = job.EpochsDone,
            Events = { job.History.Events },
        };
        if (job.BestAccuracy is { } accuracy)
        {
            record.BestAccuracy = accuracy;
        }

        return record;
    }

    private static Job Job(JobRecord record) =>
        new()
        {
            Order = record.Queued,
            State = record.State,
            Cause = record.Cause,
            Changed = record.Changed,
            Attempt = record.Attempt,
            Worker = record.Worker,
            Secret = record.Secret,
            Reports = record.Reports,
            Checkpoint = record.Checkpoint,
            Artefacts = [.. record.Artefacts],
            Failures = [.. record.Failures],
            Losses = record.Losses,
            BrokeOn = record.BrokeOn,
            EpochsDone = record.EpochsDone,
            BestAccuracy = record.HasBestAccuracy ? record.BestAccuracy : null,
            History = new JobHistory { Events = [.. record.Events] },
        };
}
