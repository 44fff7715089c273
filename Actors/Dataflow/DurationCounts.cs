namespace Vitrine.Dataflow;

/// <summary>
/// How many durations fell into each bucket. The buckets grow by 5 % from 1 µs to 285 s; what is shorter or longer is in the
/// first or the last. The idea is HdrHistogram's. Immutable.
/// </summary>
public sealed class DurationCounts
{
    internal const int Buckets = 400;
    private const double Growth = 1.05;
    private const double SmallestSeconds = 1e-6;

    private readonly long[] buckets;

    internal DurationCounts(long[] buckets) => (this.buckets, Count) = (buckets, buckets.Sum());

    /// <summary>Durations in all buckets.</summary>
    public long Count { get; }

    /// <summary>The duration that the given share of all does not exceed, to within 5 %; zero when there is none.</summary>
    /// <param name="share">0 to 1: 0.5 for the median.</param>
    public TimeSpan Percentile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var i = 0; i < Buckets && rank > 0; i++)
        {
            seen += buckets[i];
            if (seen >= rank)
            {
                return TimeSpan.FromSeconds(SmallestSeconds * Math.Pow(Growth, i));
            }
        }

        return TimeSpan.Zero;
    }

    internal static int Bucket(TimeSpan duration) =>
        duration.TotalSeconds <= SmallestSeconds
            ? 0
            : Math.Min((int)Math.Round(Math.Log(duration.TotalSeconds / SmallestSeconds, Growth)), Buckets - 1);
}
