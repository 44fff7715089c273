using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>A worker's right to a job, as the coordinator sees it. Times are of the coordinator's monotonic clock.</summary>
public sealed record JobLease
{
    /// <summary>The job.</summary>
    public required string Id { get; init; }

    /// <summary>Which attempt at it.</summary>
    public required long Attempt { get; init; }

    /// <summary>Who has it.</summary>
    public required string Worker { get; init; }

    /// <summary>When the worker was heard last.</summary>
    public required TimeSpan Heard { get; init; }

    /// <summary>When it was seen last that something moves.</summary>
    public required TimeSpan Moved { get; init; }

    /// <summary>What the worker said last; null: nothing yet.</summary>
    public RenewLease? Said { get; init; }

    /// <summary>The worker asks to keep the job.</summary>
    public JobLease With(RenewLease said, TimeSpan now) =>
        this with
        {
            Heard = now,
            Moved =
                Said is null || Said.Steps != said.Steps || !Said.Phase.Equals(said.Phase, StringComparison.Ordinal)
                    ? now
                    : Moved,
            Said = said,
        };
}
