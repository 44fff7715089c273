using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>A job in short; see JobSummary in jobs.proto.</summary>
internal sealed record JobView(
    string Id,
    string Task,
    string? Sweep,
    string State,
    string Cause,
    DateTimeOffset? Submitted,
    DateTimeOffset? Changed,
    long Attempt,
    string? Worker,
    int Epochs,
    int EpochsDone,
    double? BestAccuracy,
    string? Phase,
    long Done,
    long Total,
    double? SecondsLeft
)
{
    public static JobView Of(JobSummary job) =>
        new(
            job.Id,
            job.Task,
            ViewJson.Text(job.Sweep),
            job.State.Name,
            job.Cause,
            ViewJson.Time(job.Submitted),
            ViewJson.Time(job.Changed),
            job.Attempt,
            ViewJson.Text(job.Worker),
            job.Epochs,
            job.EpochsDone,
            job.HasBestAccuracy ? job.BestAccuracy : null,
            ViewJson.Text(job.Phase),
            job.Done,
            job.Total,
            job.HasSecondsLeft ? job.SecondsLeft : null
        );
}
