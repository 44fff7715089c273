using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>What clients see of the queue.</summary>
public static class QueueView
{
    private const int PageSize = 50;
    private const int LargestPage = 100;
    private const int LargestPart = 48 * 1024;

    /// <summary>One job in short.</summary>
    /// <param name="job">The job.</param>
    /// <param name="lease">Who has it, and what it does now; null: nobody has it.</param>
    public static JobSummary Summary(Job job, JobLease? lease = null)
    {
        var summary = new JobSummary
        {
            Id = job.Id,
            Task = job.Order.Job.Task,
            Sweep = job.Order.Sweep,
            State = job.State,
            Cause = Short(job.Cause),
            Submitted = job.Order.Time,
            Changed = job.Changed,
            Attempt = job.Attempt,
            Worker = job.State.IsRunning ? job.Worker : string.Empty,
            Epochs = job.Order.Job.Epochs,
            EpochsDone = job.EpochsDone,
        };
        if (job.BestAccuracy is { } accuracy)
        {
            summary.BestAccuracy = accuracy;
        }

        if (job.State.IsRunning && lease?.Said is { } said)
        {
            (summary.Phase, summary.Done, summary.Total) = (said.Phase, said.Done, said.Total);
        }

        if (JobPace.Left(job, lease?.Said) is { } left)
        {
            summary.SecondsLeft = left.TotalSeconds;
        }

        return summary;
    }

    /// <summary>One job with all there is.</summary>
    public static JobDetails Details(Coordination known, Job job) =>
        new()
        {
            Summary = Summary(job, known.Leases.Find(job.Id)),
            Key = job.Order.Key,
            Job = job.Order.Job,
            Needs = job.Order.Needs,
            Checkpoint = job.Checkpoint,
            Artefacts = { job.Artefacts },
            FirstEvent = job.History.First,
            LastEvent = job.History.Last,
        };

    /// <summary>What each job that is done left.</summary>
    public static IReadOnlyList<JobEnded> Done(QueueState queue) =>
        [
            .. queue
                .Jobs.Where(job => job.State is JobState.Done)
                .Select(job => new JobEnded
                {
                    Id = job.Id,
                    State = job.State,
                    Artefacts = { job.Artefacts },
                }),
        ];

    /// <summary>A page of jobs, newest first.</summary>
    public static JobList Page(Coordination known, ListJobs asked)
    {
        var size = asked.PageSize is > 0 and <= LargestPage ? asked.PageSize : PageSize;
        var page = Math.Max(0, asked.Page);
        var found = known
            .Queue.NewestFirst.Where(job => asked.State is JobState.Unspecified || job.State == asked.State)
            .Where(job => asked.Sweep.Length == 0 || job.Order.Sweep.Equals(asked.Sweep, StringComparison.Ordinal))
            .ToArray();
        return new JobList
        {
            Page = page,
            Total = found.Length,
            Jobs =
            {
                found
                    .Skip((int)Math.Min((long)page * size, found.Length))
                    .Take(size)
                    .Select(job => Summary(job, known.Leases.Find(job.Id))),
            },
        };
    }

    /// <summary>The workers that are here.</summary>
    public static WorkerList Workers(Coordination known, TimeSpan clock) =>
        new()
        {
            Workers =
            {
                known
                    .Roster.Present(clock)
                    .Select(worker => new WorkerSummary
                    {
                        Worker = worker.Name,
                        Has = worker.Has,
                        Job = known.JobOf(worker.Name)?.Id ?? string.Empty,
                        Silent = worker.Silent.TotalSeconds,
                    }),
            },
        };

    /// <summary>The next of a job's events for one that watches it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="after">The last event that the watcher has; 0: none.</param>
    public static JobEvents Events(Job job, long after)
    {
        var events = job.History.After(after, LargestPart);
        return new JobEvents
        {
            Id = job.Id,
            Events = { events },
            Ended = job.State.IsOver && (events.Count > 0 ? events[^1].Number : after) >= job.History.Last,
        };
    }

    private static string Short(string cause) => cause.Length <= 300 ? cause : cause[..300] + "…";
}
