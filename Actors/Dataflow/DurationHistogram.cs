namespace Vitrine.Dataflow;

/// <summary>
/// Counts durations in buckets that grow by 5 % from 1 µs to about 100 s: percentiles to within 5 %, in constant memory,
/// without a lock. The idea is HdrHistogram's.
/// </summary>
public sealed class DurationHistogram
{
    private const double Growth = 1.05;
    private const double SmallestSeconds = 1e-6;
    private readonly long[] buckets = new long[400];

    /// <summary>Durations recorded.</summary>
    public long Count => buckets.Sum(b => Volatile.Read(ref b));

    /// <summary>Adds one duration.</summary>
    public void Record(TimeSpan duration) => Interlocked.Increment(ref buckets[Bucket(duration.TotalSeconds)]);

    /// <summary>The duration that the given share of all is at most; zero when none was recorded.</summary>
    /// <param name="share">0 to 1: 0.5 for the median.</param>
    public TimeSpan Percentile(double share)
    {
        var counts = Array.ConvertAll(buckets, b => b);
        var rank = (long)Math.Ceiling(share * counts.Sum());
        var seen = 0L;
        for (var i = 0; i < counts.Length && rank > 0; i++)
        {
            seen += counts[i];
            if (seen >= rank)
            {
                return TimeSpan.FromSeconds(SmallestSeconds * Math.Pow(Growth, i));
            }
        }

        return TimeSpan.Zero;
    }

    private static int Bucket(double seconds) =>
        seconds <= SmallestSeconds ? 0 : Math.Min((int)Math.Round(Math.Log(seconds / SmallestSeconds, Growth)), 399);
}
