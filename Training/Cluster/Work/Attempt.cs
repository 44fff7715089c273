using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Work;

/// <summary>
/// A job in one worker's hands, as the worker sees it. It works only while it trusts its lease; the lease is the
/// coordinator's word, so it is not trusted before it was renewed for the first time. Immutable; times are of the worker's
/// monotonic clock.
/// </summary>
/// <param name="Order">The job, and which attempt at it.</param>
public sealed record Attempt(AssignJob Order)
{
    /// <summary>Until when the lease is trusted.</summary>
    public TimeSpan Until { get; private init; } = TimeSpan.MinValue;

    /// <summary>The newest state that was reported.</summary>
    public JobState Entered { get; init; } = JobState.Preparing;

    /// <summary>What is still to be reported.</summary>
    public Outbox Outbox { get; init; } = new();

    /// <summary>Whether the worker may work.</summary>
    public bool IsTrusted(TimeSpan now) => now < Until;

    /// <summary>Whether a message is about this attempt.</summary>
    public bool Is(string id, long attempt) =>
        Order.Attempt == attempt && Order.Id.Equals(id, StringComparison.Ordinal);

    /// <summary>The coordinator renewed the lease: it counts from when it was asked for.</summary>
    public Attempt With(LeaseRenewed renewed)
    {
        var until = TimeSpan.FromTicks(renewed.Sent) + TimeSpan.FromSeconds(Order.Lease);
        return Is(renewed.Id, renewed.Attempt) && until > Until ? this with { Until = until } : this;
    }

    /// <summary>The coordinator has taken some reports.</summary>
    public Attempt With(ReportsTaken taken) =>
        Is(taken.Id, taken.Attempt) ? this with { Outbox = Outbox.Taken(taken.Number) } : this;

    /// <summary>There is something to report.</summary>
    public Attempt With(JobReport report) => this with { Outbox = Outbox.With(report) };
}
