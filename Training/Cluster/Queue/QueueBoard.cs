using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>The cluster at one moment, small enough for one message and for once a second. Pure.</summary>
public static class QueueBoard
{
    /// <summary>Jobs that run, that wait, that ended, and sweeps: so many are listed at the most.</summary>
    public const int MostRunning = 40,
        MostWaiting = 20,
        MostEnded = 20,
        MostSweeps = 12;

    private const int LongestCause = 120;

    /// <summary>The board.</summary>
    /// <param name="known">All that the coordinator knows.</param>
    /// <param name="clock">Its clock.</param>
    public static Board Of(Coordination known, TimeSpan clock)
    {
        var queue = known.Queue;
        var over = queue.Jobs.Where(job => job.State.IsOver).ToArray();
        return new Board
        {
            Workers = { QueueView.Workers(known, clock).Workers },
            Running = { queue.Running.Take(MostRunning).Select(job => Line(known, job)) },
            Waiting = { queue.Waiting.Take(MostWaiting).Select(job => Line(known, job)) },
            Ended = { over.OrderByDescending(job => job.Changed).Take(MostEnded).Select(job => Line(known, job)) },
            Sweeps = { Sweeps(queue) },
            TotalRunning = queue.Running.Count(),
            TotalWaiting = queue.Waiting.Count(),
            TotalDone = over.Count(job => job.State is JobState.Done),
            TotalFailed = over.Count(job => job.State is JobState.Failed),
            TotalCancelled = over.Count(job => job.State is JobState.Cancelled),
        };
    }

    private static JobSummary Line(Coordination known, Job job)
    {
        var line = QueueView.Summary(job, known.Leases.Find(job.Id));
        line.Cause = line.Cause.Length <= LongestCause ? line.Cause : line.Cause[..LongestCause] + "…";
        return line;
    }

    private static IEnumerable<SweepSummary> Sweeps(QueueState queue) =>
        queue
            .NewestFirst.Where(job => job.Order.Sweep.Length > 0)
            .GroupBy(job => job.Order.Sweep, StringComparer.Ordinal)
            .Take(MostSweeps)
            .Select(sweep => Summary(sweep.Key, [.. sweep]));

    private static SweepSummary Summary(string name, IReadOnlyList<Job> jobs)
    {
        var summary = new SweepSummary
        {
            Name = name,
            Jobs = jobs.Count,
            Ended = jobs.Count(job => job.State.IsOver),
            Running = jobs.Count(job => job.State.IsRunning),
        };
        if (jobs.Where(job => job.BestAccuracy is not null).MaxBy(job => job.BestAccuracy) is { } best)
        {
            (summary.BestAccuracy, summary.Best) = (best.BestAccuracy!.Value, best.Id);
        }

        return summary;
    }
}
