using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Vitrine.Dataflow;

/// <summary>
/// Records durations, and reports their distribution since the start and over the last five minutes, and the longest of the
/// last ten seconds. Any thread may use it. Recording takes no lock and allocates only a new slice every 30 s.
/// Memory: 3 kB, and up to ten slices of 1.6 kB once something is recorded.
/// </summary>
/// <param name="clock">Decides what is recent.</param>
public sealed class DurationHistogram(TimeProvider clock)
{
    private const int Slices = 10;
    private const int SliceSeconds = 30;
    private const int PeakSeconds = 10;

    private static readonly InstrumentAdvice<double> Advice = new()
    {
        HistogramBucketBoundaries =
        [
            1e-4,
            2.5e-4,
            5e-4,
            1e-3,
            2.5e-3,
            5e-3,
            0.01,
            0.025,
            0.05,
            0.1,
            0.25,
            0.5,
            1,
            2.5,
            5,
            10,
        ],
    };

    private readonly long start = clock.GetTimestamp();
    private readonly long[] total = new long[DurationCounts.Buckets];
    private readonly Slice?[] recent = new Slice?[Slices];

    // The second in the upper half, its longest duration in µs in the lower: a later second outranks any duration.
    private readonly long[] peaks = new long[PeakSeconds];
    private readonly ConcurrentQueue<double> unpublished = [];
    private volatile Action<double>? publish;

    /// <summary>Durations are published so many at a time, in any order.</summary>
    public int Batch { get; set; } = 1;

    /// <summary>Durations recorded since the start.</summary>
    public long Count => total.Sum();

    /// <summary>All durations since the start.</summary>
    public DurationCounts SinceStart() => new([.. total]);

    /// <summary>Those of the last five minutes. They expire in steps of 30 s: it is 4.5 to 5 minutes.</summary>
    public DurationCounts Recent()
    {
        var now = Second() / SliceSeconds;
        var sum = new long[DurationCounts.Buckets];
        foreach (var slice in recent.Where(slice => slice is not null && slice.Number > now - Slices))
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += slice!.Counts[i];
            }
        }

        return new DurationCounts(sum);
    }

    /// <summary>The longest of the last ten seconds, to the microsecond, at most 71 minutes; zero: none.</summary>
    public TimeSpan Highest()
    {
        var oldest = Second() - PeakSeconds + 1;
        return TimeSpan.FromMicroseconds(peaks.Max(peak => peak >> 32 >= oldest ? (uint)peak : 0));
    }

    /// <summary>Adds one duration.</summary>
    public void Record(TimeSpan duration)
    {
        var bucket = DurationCounts.Bucket(duration);
        Interlocked.Increment(ref total[bucket]);
        var second = Second();
        Interlocked.Increment(ref SliceOf(second / SliceSeconds).Counts[bucket]);
        RaisePeak(second, duration);
        if (publish is { } published)
        {
            Publish(duration.TotalSeconds, published);
        }
    }

    /// <summary>An instrument whose buckets, from 0.1 ms to 10 s, are counters that can be added up.</summary>
    /// <param name="meter">Publishes it.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="description">One line for its reader.</param>
    public static Histogram<double> Instrument(Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, Advice);

    /// <summary>From now on records into an instrument as well.</summary>
    public void PublishTo(Histogram<double> instrument, params KeyValuePair<string, object?>[] tags) =>
        publish = seconds => instrument.Record(seconds, tags);

    private void Publish(double seconds, Action<double> published)
    {
        if (Batch == 1)
        {
            published(seconds);
            return;
        }

        unpublished.Enqueue(seconds);
        if (unpublished.Count >= Batch)
        {
            for (var left = Batch; left > 0 && unpublished.TryDequeue(out var one); left--)
            {
                published(one);
            }
        }
    }

    private long Second() => (long)clock.GetElapsedTime(start).TotalSeconds;

    private Slice SliceOf(long number)
    {
        ref var place = ref recent[number % Slices];
        var slice = Volatile.Read(ref place);
        if (slice?.Number >= number)
        {
            return slice;
        }

        // Whoever comes first decides; the others count in that one.
        var fresh = new Slice(number);
        var found = Interlocked.CompareExchange(ref place, fresh, slice);
        return ReferenceEquals(found, slice) ? fresh : found!;
    }

    private void RaisePeak(long second, TimeSpan duration)
    {
        var peak = (second << 32) | (long)Math.Clamp(duration.TotalMicroseconds, 0, uint.MaxValue);
        ref var place = ref peaks[second % PeakSeconds];
        for (var seen = Volatile.Read(ref place); peak > seen; )
        {
            var found = Interlocked.CompareExchange(ref place, peak, seen);
            seen = found == seen ? peak : found;
        }
    }

    private sealed class Slice(long number)
    {
        public long Number { get; } = number;

        public int[] Counts { get; } = new int[DurationCounts.Buckets];
    }
}
