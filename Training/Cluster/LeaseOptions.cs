namespace Vitrine.Training.Cluster;

/// <summary>How long a worker may be silent, or make no progress, before its job is another's.</summary>
public sealed record LeaseOptions
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(2);

    /// <summary>How long a lease lasts at the coordinator. 2 s to 10 min.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>How often a worker renews it, and how often one without a job offers itself: 2 s, or a quarter of a short lease.</summary>
    public TimeSpan Renewal => Length < Most * 4 ? Length / 4 : Most;

    /// <summary>
    /// How long a worker trusts a lease, counted from when it asked for it: shorter than <see cref="Length"/>, which the
    /// coordinator counts from when it heard the question. In between falls the end of the step under way.
    /// </summary>
    public TimeSpan Trust => Length * 0.7;

    /// <summary>A job in which nothing moves for so long is taken away. The lease's length to 1 day.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
