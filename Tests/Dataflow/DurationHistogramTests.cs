using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class DurationHistogramTests
{
    // From 10 µs, where a tick no longer matters, to a minute, evenly by magnitude.
    private static readonly Gen<TimeSpan> Durations = Gen.Double[-5, 1.7]
        .Select(exponent => TimeSpan.FromSeconds(Math.Pow(10, exponent)));

    private readonly FakeTimeProvider clock = new();
    private readonly DurationHistogram histogram;

    public DurationHistogramTests() => histogram = new DurationHistogram(clock);

    [Fact]
    public void It_reports_what_a_list_of_all_durations_and_their_seconds_would() =>
        Gen.Select(Gen.Select(Gen.Int[0, 90], Durations).Array[1, 200], Gen.Int[0, 90], Gen.Double[0.001, 1])
            .Sample(
                (steps, rest, share) =>
                {
                    var time = new FakeTimeProvider();
                    var recorder = new DurationHistogram(time);
                    var all = new List<(int Second, TimeSpan Duration)>();
                    var now = 0;
                    foreach (var (pause, duration) in steps)
                    {
                        Pass(pause);
                        recorder.Record(duration);
                        all.Add((now, duration));
                    }

                    Pass(rest);
                    AssertAre(all, recorder.SinceStart(), share);
                    AssertAre([.. all.Where(one => one.Second / 30 > now / 30 - 10)], recorder.Recent(), share);
                    var highest = all.Where(one => one.Second > now - 10).Max(one => (TimeSpan?)one.Duration);
                    Assert.Equal((highest ?? TimeSpan.Zero).Ticks / 10, recorder.Highest().Ticks / 10);

                    void Pass(int seconds)
                    {
                        now += seconds;
                        time.Advance(TimeSpan.FromSeconds(seconds));
                    }
                },
                iter: 1000
            );

    [Fact]
    public void Nothing_recorded_is_zero()
    {
        Assert.Equal(TimeSpan.Zero, histogram.SinceStart().Percentile(0.5));
        Assert.Equal(TimeSpan.Zero, histogram.Recent().Percentile(0.5));
        Assert.Equal(TimeSpan.Zero, histogram.Highest());
    }

    [Fact]
    public void After_five_fast_minutes_a_slow_hour_is_history()
    {
        RecordEachSecond(seconds: 3600, milliseconds: 400);
        RecordEachSecond(seconds: 300, milliseconds: 20);

        Assert.Equal(20, histogram.Recent().Percentile(1).TotalMilliseconds, tolerance: 1);
        Assert.InRange(histogram.Recent().Count, 270, 300);
        Assert.Equal(400, histogram.SinceStart().Percentile(0.5).TotalMilliseconds, tolerance: 20);
        Assert.Equal(3900, histogram.Count);
    }

    [Fact]
    public void After_five_idle_minutes_nothing_is_recent()
    {
        Record(7);
        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal((0, 1), (histogram.Recent().Count, histogram.Count));
    }

    [Fact]
    public void After_ten_seconds_the_longest_is_forgotten()
    {
        Record(7);
        Pass(seconds: 5);
        Record(3);
        Record(2);
        Pass(seconds: 4);
        Assert.Equal(7, histogram.Highest().TotalMilliseconds);

        Pass(seconds: 1);
        Assert.Equal(3, histogram.Highest().TotalMilliseconds);

        Pass(seconds: 60);
        Assert.Equal(0, histogram.Highest().TotalMilliseconds);
    }

    [Fact]
    public void What_is_too_short_or_too_long_counts_at_the_ends()
    {
        histogram.Record(TimeSpan.Zero);
        histogram.Record(TimeSpan.FromDays(1));

        Assert.Equal(2, histogram.Count);
        Assert.Equal(TimeSpan.FromMicroseconds(1), histogram.SinceStart().Percentile(0.5));
        Assert.True(histogram.SinceStart().Percentile(1) > TimeSpan.FromSeconds(100));
        Assert.Equal(TimeSpan.FromMicroseconds(uint.MaxValue), histogram.Highest());
    }

    [Fact]
    public void Many_threads_record_without_losing_any_also_where_slices_begin()
    {
        var steps = 0;
        Parallel.For(
            0,
            100_000,
            _ =>
            {
                if (Interlocked.Increment(ref steps) % 20_000 == 0)
                {
                    clock.Advance(TimeSpan.FromSeconds(30));
                }

                Record(steps);
            }
        );

        Assert.Equal((100_000, 100_000), (histogram.Count, histogram.Recent().Count));
    }

    [Fact]
    public void A_million_records_allocate_less_than_a_byte_each()
    {
        Record(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000_000; i++)
        {
            Record(i);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static void AssertAre(List<(int Second, TimeSpan Duration)> expected, DurationCounts counts, double share)
    {
        Assert.Equal(expected.Count, counts.Count);
        var rank = (int)Math.Ceiling(share * expected.Count);
        var exact = expected.Select(one => one.Duration.TotalSeconds).Order().ElementAtOrDefault(rank - 1);
        var slack = 0.05 * exact + TimeSpan.FromTicks(1).TotalSeconds;
        Assert.InRange(counts.Percentile(share).TotalSeconds, exact - slack, exact + slack);
    }

    private void RecordEachSecond(int seconds, double milliseconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            Record(milliseconds);
            Pass(1);
        }
    }

    private void Record(double milliseconds) => histogram.Record(TimeSpan.FromMilliseconds(milliseconds));

    private void Pass(int seconds) => clock.Advance(TimeSpan.FromSeconds(seconds));
}
