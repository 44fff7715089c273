using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>How long a job still trains, by the epochs behind it. Pure.</summary>
public static class JobPace
{
    private const int Epochs = 5;

    /// <summary>
    /// What the epochs that are left take if each takes as long as the last five did on average; an early stop makes it less.
    /// What is done of the epoch under way is taken off.
    /// Null while it does not train, and before its attempt's first epoch ended: another worker's pace says nothing.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="said">What its worker said last; null: nothing yet.</param>
    public static TimeSpan? Left(Job job, RenewLease? said)
    {
        if (job.State is not JobState.Training)
        {
            return null;
        }

        var lately = job
            .History.Events.Reverse()
            .TakeWhile(happened => happened.Attempt == job.Attempt)
            .Where(happened => happened.Epoch is not null)
            .Take(Epochs)
            .Select(happened => happened.Epoch.Seconds)
            .ToArray();
        var left = Math.Max(0, job.Order.Job.Epochs - job.EpochsDone - Begun(job, said));
        return lately.Length > 0 ? TimeSpan.FromSeconds(lately.Average() * left) : null;
    }

    // The share of the next epoch that is done.
    private static double Begun(Job job, RenewLease? said) =>
        said is { Total: > 0 } && said.Phase.StartsWith($"epoch {job.EpochsDone + 1}/", StringComparison.Ordinal)
            ? Math.Clamp((double)said.Done / said.Total, 0, 1)
            : 0;
}
