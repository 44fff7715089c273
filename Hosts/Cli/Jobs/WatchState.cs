using System.Globalization;
using Vitrine.Jobs;
using Vitrine.Jobs.Runs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>What is known of a job that is watched. Immutable; times are since the watching began.</summary>
internal sealed record WatchState
{
    /// <summary>How the job stands; null: not known yet.</summary>
    public JobSummary? Job { get; private init; }

    /// <summary>Its phase, its epochs, and how long they take.</summary>
    public RunState Run { get; private init; } = new();

    /// <summary>Whether a worker is at it, so that its phase says something.</summary>
    public bool IsWorkedOn => Job is { State.IsRunning: true, Phase.Length: > 0 };

    /// <summary>Something happened.</summary>
    public WatchState With(JobEvent happened, TimeSpan now) =>
        happened.Epoch is { } epoch ? this with { Run = Run.Ended(EpochResults.In(epoch), now) } : this;

    /// <summary>How it stands now.</summary>
    public WatchState With(JobDetails details, TimeSpan now)
    {
        var job = details.Summary;
        if (job.Phase.Length == 0)
        {
            return this with { Job = job };
        }

        var run = IsSamePhase(job) ? Run : Begin(job, now);
        return this with { Job = job, Run = run.Advance(job.Done, now) };
    }

    private bool IsSamePhase(JobSummary job) =>
        Job is { } before
        && before.Phase.Equals(job.Phase, StringComparison.Ordinal)
        && before.Total == job.Total
        && before.Attempt == job.Attempt
        && before.Done <= job.Done;

    // The worker's own words for an epoch are "epoch 3/10".
    private RunState Begin(JobSummary job, TimeSpan now) =>
        job.Phase.Split(' ', '/') is ["epoch", var number, _]
        && int.TryParse(number, CultureInfo.InvariantCulture, out var epoch)
            ? Run.BeginEpoch(epoch, job.Epochs, job.Total, now)
            : Run.Begin(job.Phase, job.Total, now);
}
