using Google.Protobuf.WellKnownTypes;
using Vitrine.Hosts.Edge.Http;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Models;
using Vitrine.Pipelines;
using Vitrine.Tests.Hosts.Web;
using Vitrine.Wire;
using LiveModel = Vitrine.Hosts.Edge.Http.LiveModel;

namespace Vitrine.Tests.Hosts.Edge.Http.Dashboard;

/// <summary>What an edge tells the dashboard.</summary>
internal static class Told
{
    /// <summary>A device that is well and sees two people, half a minute into its first window.</summary>
    public static LiveStatus Status { get; } =
        new(
            Chromium.Now,
            Uptime: 30,
            Source: "synthetic",
            Ok: true,
            Why: null,
            Fps: 14.9,
            InView: 2,
            Visitors: 6,
            new FrameCounts(Captured: 447, Processed: 440, Dropped: 7, Failed: 0),
            Restarts: 0,
            Degraded: [],
            new Latency(31.2, 58.4),
            [Node("frames", 1.2, 2.4), Node("detector", 22.5, 41), Node("age", 7.1, 12)],
            [new LiveModel("age", 3)],
            WindowSeconds: 60,
            MemoryMb: 180
        );

    /// <summary>
    /// A window of a minute that ended with the last full minute of the page's clock, or some before it; six women of 25-32,
    /// all others are few.
    /// </summary>
    public static AggregateWindow Window(long sequence, double minutesAgo = 0, int visitors = 10)
    {
        var end = Chromium.Now - TimeSpan.FromMinutes(0.5 + minutesAgo);
        return new AggregateWindow
        {
            Device = "shop-1",
            Sequence = sequence,
            Start = (end - TimeSpan.FromMinutes(1)).ToTimestamp(),
            End = end.ToTimestamp(),
            Visitors = visitors,
            Occupancy = new Occupancy { Mean = 1.5, Peak = 4 },
            Dwell = new Dwell
            {
                Visits = 8,
                Mean = 12.5,
                Median = 9,
                P90 = 31,
            },
            Counts = { Cells() },
            Frames = new FrameCount
            {
                Captured = 900,
                Processed = 893,
                Dropped = 7,
            },
            Models =
            {
                new ModelVersion
                {
                    Task = "age",
                    Version = 3,
                    Sha256 = new string('a', 64),
                },
            },
            Health = new Health { State = "ok" },
            K = 3,
        };
    }

    private static IEnumerable<Cell> Cells() =>
        from gender in Demography.Rows
        from age in Demography.AgeGroups
        select gender is "female" && age is "25-32"
            ? new Cell
            {
                Gender = gender,
                AgeGroup = age,
                Visitors = 6,
            }
            : new Cell { Gender = gender, AgeGroup = age };

    private static LiveNode Node(string name, double median, double p95) =>
        new(name, 440, 440, 0, 0, 0, 1, 0, new Latency(median, p95));
}
