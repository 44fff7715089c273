using Vitrine.Protocol;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>What clients see of the queue.</summary>
public static class QueueView
{
    private const int PageSize = 50;
    private const int LargestPage = 100;
    private const int LargestPart = 48 * 1024;

    /// <summary>One job in short.</summary>
    public static JobSummary Summary(Job job)
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
            Attempt = job.Epoch,
            Worker = job.State.IsRunning ? job.Worker : string.Empty,
            Epochs = job.Order.Job.Epochs,
            EpochsDone = job.EpochsDone,
        };
        if (job.BestAccuracy is { } accuracy)
        {
            summary.BestAccuracy = accuracy;
        }

        return summary;
    }

    /// <summary>One job with all there is.</summary>
    public static JobDetails Details(Job job) =>
        new()
        {
            Summary = Summary(job),
            Key = job.Order.Key,
            Job = job.Order.Job,
            Needs = job.Order.Needs,
            Checkpoint = job.Checkpoint,
            Artefacts = { job.Artefacts },
            FirstEvent = job.History.First,
            LastEvent = job.History.Last,
        };

    /// <summary>A page of jobs, newest first.</summary>
    public static JobList Page(QueueState queue, ListJobs asked)
    {
        var size = asked.PageSize is > 0 and <= LargestPage ? asked.PageSize : PageSize;
        var page = Math.Max(0, asked.Page);
        var found = queue
            .NewestFirst.Where(job => asked.State is JobState.Unspecified || job.State == asked.State)
            .Where(job => asked.Sweep.Length == 0 || job.Order.Sweep.Equals(asked.Sweep, StringComparison.Ordinal))
            .ToArray();
        return new JobList
        {
            Page = page,
            Total = found.Length,
            Jobs = { found.Skip((int)Math.Min((long)page * size, found.Length)).Take(size).Select(Summary) },
        };
    }

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
