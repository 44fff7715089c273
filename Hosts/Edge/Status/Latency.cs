using Vitrine.Dataflow;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>How long a step took, in milliseconds; zero where it did not run.</summary>
/// <param name="P50">The median.</param>
/// <param name="P95">The 95th percentile.</param>
public sealed record Latency(double P50, double P95)
{
    /// <summary>The two percentiles, to within 5 %.</summary>
    public static Latency Of(DurationCounts? durations) => new(At(durations, 0.50), At(durations, 0.95));

    private static double At(DurationCounts? durations, double share) =>
        Math.Round(durations?.Percentile(share).TotalMilliseconds ?? 0, 3);
}
