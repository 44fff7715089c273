using CsCheck;
using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class DurationHistogramTests
{
    [Fact]
    public void Percentiles_are_within_five_percent_of_the_sorted_samples() =>
        // From 10 µs, where a tick no longer matters, to a minute, evenly by magnitude.
        Gen.Select(Gen.Double[-5, 1.7].Select(e => Math.Pow(10, e)).Array[1, 500], Gen.Double[0.001, 1])
            .Sample(
                (seconds, share) =>
                {
                    var histogram = new DurationHistogram();
                    Array.ForEach(seconds, s => histogram.Record(TimeSpan.FromSeconds(s)));
                    var exact = seconds.Order().ElementAt((int)Math.Ceiling(share * seconds.Length) - 1);
                    var slack = 0.05 * exact + TimeSpan.FromTicks(1).TotalSeconds;
                    Assert.InRange(histogram.Percentile(share).TotalSeconds, exact - slack, exact + slack);
                    Assert.Equal(seconds.Length, histogram.Count);
                },
                iter: 1000
            );

    [Fact]
    public void Nothing_recorded_is_zero() => Assert.Equal(TimeSpan.Zero, new DurationHistogram().Percentile(0.5));

    [Fact]
    public void What_is_too_short_or_too_long_counts_at_the_ends()
    {
        var histogram = new DurationHistogram();
        histogram.Record(TimeSpan.Zero);
        histogram.Record(TimeSpan.FromDays(1));
        Assert.Equal(2, histogram.Count);
        Assert.Equal(TimeSpan.FromMicroseconds(1), histogram.Percentile(0.5));
        Assert.True(histogram.Percentile(1) > TimeSpan.FromSeconds(100));
    }

    [Fact]
    public void Many_threads_record_without_losing_any()
    {
        var histogram = new DurationHistogram();
        Parallel.For(0, 100_000, _ => histogram.Record(TimeSpan.FromMilliseconds(1)));
        Assert.Equal(100_000, histogram.Count);
    }
}
