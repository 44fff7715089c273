using Google.Protobuf.WellKnownTypes;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Tests.Hosts.Edge.Http;

/// <summary>Windows of a minute each, as a device would have closed them.</summary>
internal static class Windows
{
    public static readonly DateTimeOffset Begin = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The window with that number; the first begins at <see cref="Begin"/>.</summary>
    public static AggregateWindow Numbered(long sequence) =>
        new()
        {
            Device = "shop-1",
            Sequence = sequence,
            Start = Timestamp.FromDateTimeOffset(Begin.AddMinutes(sequence - 1)),
            End = Timestamp.FromDateTimeOffset(Begin.AddMinutes(sequence)),
            Visitors = (int)(sequence % 7),
            Occupancy = new Occupancy { Mean = 0.5, Peak = 2 },
            Dwell = new Dwell { Visits = 1 },
            Counts =
            {
                new Cell
                {
                    Gender = "female",
                    AgeGroup = "25-32",
                    Visitors = 3,
                },
                new Cell { Gender = "male", AgeGroup = "60+" },
            },
            Lines =
            {
                new LineCount
                {
                    Name = "door",
                    In = 1,
                    Out = 2,
                },
            },
            Zones =
            {
                new ZoneCount
                {
                    Name = "left",
                    Visitors = 1,
                    Dwell = new Dwell { Visits = 4, Mean = 1.5 },
                },
            },
            Frames = new FrameCount { Captured = 900, Processed = 900 },
            Models =
            {
                new ModelVersion
                {
                    Task = "age",
                    Version = 1,
                    Sha256 = "ab",
                },
            },
            Health = new Health { State = "ok" },
            K = 3,
        };

    /// <summary>A store that holds so many windows, without keeping one in memory.</summary>
    public static WindowFeed Stored(long count)
    {
        var feed = new WindowFeed(
            (after, most, _) =>
                Task.FromResult<IReadOnlyList<AggregateWindow>>([
                    .. Enumerable.Range(1, (int)Math.Clamp(count - after, 0, most)).Select(i => Numbered(after + i)),
                ])
        );
        feed.Resume(count);
        return feed;
    }
}
