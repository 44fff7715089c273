using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Dataflow;
using Vitrine.Hosts.Edge;
using Vitrine.Hosts.Edge.Http;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Models;
using Vitrine.Pipelines;
using Vitrine.Tests.Hosts.Edge.Http;
using Vitrine.Tests.Vision.Counting;
using Vitrine.Vision;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Sources;
using Vitrine.Vision.Tracking;
using Vitrine.Windows;
using Vitrine.Windows.Held;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

/// <summary>
/// The only visitor of a window, watched second by second through every channel. What docs/privacy.md lists is the same of
/// two visitors who differ in all else: so nothing else comes out.
/// </summary>
public sealed class LoneVisitorTests
{
    [Fact]
    public async Task Neither_description_nor_stay_of_a_lone_visitor_comes_out_of_any_channel()
    {
        var girl = await Watch(new Lone(Track: 2, Seconds: 12, Votes: 5));
        var man = await Watch(new Lone(Track: 7, Seconds: 40, Votes: 3));

        Assert.Equal(girl, man);
        Assert.Contains(girl, line => line.Contains("\"visitors\":1,", StringComparison.Ordinal));
        Assert.Contains(girl, line => line.StartsWith("vitrine_node_received_total", StringComparison.Ordinal));
        Assert.Contains(girl, line => line.Contains("visitors 1 (few in view)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_least_size_of_one_both_do()
    {
        var told = await Watch(new Lone(Track: 2, Seconds: 12, Votes: 5), k: 1);

        Assert.Contains(told, line => line.Contains("\"8-13\":1", StringComparison.Ordinal));
        Assert.Contains(told, line => line.Contains("mean stay of the 1 who left", StringComparison.Ordinal));
        Assert.Contains(told, line => line.Contains("visitors 1 (1 in view)", StringComparison.Ordinal));
    }

    /// <summary>Three minutes of all that comes out, with the visitor in the first.</summary>
    private static async Task<List<string>> Watch(Lone visitor, int k = 3)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
        var options = new EdgeOptions
        {
            Source = SourceName.Synthetic,
            Windows = new WindowOptions { Device = "shop-1", MinCell = k },
        };
        using var pipeline = new EdgePipeline(options, clock, _ => { });
        using var metrics = new GraphMetrics(["frames", "detector", "age", "gender", "aggregator"], clock);
        var run = new EdgeRun(options, pipeline, clock);
        var feed = new WindowFeed((_, _, _) => Task.FromResult<IReadOnlyList<Vitrine.Wire.AggregateWindow>>([]));
        await using var served = await TelemetryTests.ServeAsync(metrics, feed: feed);
        EdgeRun.Coarsen(metrics, ["age", "gender"]);
        using var looks = new Looks();
        var (open, held, seen) = (new OpenWindow(PlaceOptions.None), HeldBack.None, new List<string>());
        for (var second = 1; second <= 180; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            using (var frame = looks.At(TimeSpan.FromSeconds(second), visitor.At(second), visitor.Described(second)))
            {
                open = open.Add(frame);
            }

            visitor.Measure(second, metrics);
            var sample = StatusSample.Take(run, metrics, open.Counted, before: null);
            var live = LiveStatus.Of(clock.GetUtcNow(), run, sample, GraphHealth.Good, memoryBytes: 0);
            seen.Add(live.ToJson());
            seen.Add(StatusView.Line(sample, "age v1, gender v1"));
            seen.AddRange((await TelemetryTests.ScrapeAsync(served)).Lines.Where(IsOfNodes));
            if (second % 60 == 0)
            {
                (open, held) = Close(open, held, second / 60, clock, options.Windows, feed);
            }
        }

        seen.Add(await served.GetText("/windows?format=json"));
        seen.Add(await served.GetText("/windows?format=csv"));
        await using (var events = await EventReader.Open(served, "/events?after=0"))
        {
            seen.Add((await events.Next()).Data);
        }

        seen.AddRange(
            (await feed.ReadAsync(0, 9, CancellationToken.None)).Select(window => window.ToByteString().ToBase64())
        );
        var counted = open.Counted;
        var summary = EdgeSummary.Of(pipeline, metrics, "synthetic", TimeSpan.FromSeconds(180)) with
        {
            Faces = counted.Faces,
            Visitors = counted.Visitors,
            PeakRssMb = 0,
            ModelLoadMs = 0,
        };
        seen.AddRange(ReportLines.Of(run, summary, counted));
        return seen;
    }

    private static (OpenWindow, HeldBack) Close(
        OpenWindow open,
        HeldBack held,
        int number,
        FakeTimeProvider clock,
        WindowOptions options,
        WindowFeed feed
    )
    {
        var (next, tally) = open.Cut();
        var (window, after) = CountedWindow
            .Of(WindowClose.Close(tally, options), FaceAttribute.Known, WindowClose.Table(tally), _ => [])
            .Tell(held);
        (window.Sequence, window.End) = (number, clock.GetUtcNow().ToTimestamp());
        feed.Append(window);
        return (next, after);
    }

    /// <summary>The median of recent times is listed in docs/privacy.md: it says that a face was described lately.</summary>
    private static bool IsOfNodes(string line) =>
        line.StartsWith("vitrine_node", StringComparison.Ordinal)
        && !line.Contains("_p50_", StringComparison.Ordinal)
        && !line.Contains("_p95_", StringComparison.Ordinal);

    /// <summary>Somebody who comes in the fifth second.</summary>
    private sealed record Lone(int Track, int Seconds, int Votes)
    {
        private const int Came = 5;

        public TrackerStep At(int second)
        {
            var isSeen = second >= Came && second < Came + Seconds;
            var track = Walked();
            return new TrackerStep(
                TrackerState.Empty with
                {
                    Tracks = isSeen ? [track] : [],
                },
                isSeen ? [new Sighting(Track, new FaceDetection(new Box(300, 100, 40, 40), 1), Confirmed: true)] : [],
                second == Came ? [track] : [],
                second == Came + Seconds ? [track] : []
            );
        }

        public int[] Described(int second) => second >= Came && second < Came + Votes ? [Track] : [];

        public void Measure(int second, GraphMetrics metrics)
        {
            foreach (var task in Described(second).Length > 0 ? new[] { "age", "gender" } : [])
            {
                metrics[task].OnReceived();
                metrics[task].OnSent();
                metrics[task].ServiceTime.Record(TimeSpan.FromMilliseconds(10));
            }
        }

        private Track Walked() =>
            new(
                Track,
                new Box(300, 100, 40, 40),
                TimeSpan.FromSeconds(Came),
                TimeSpan.FromSeconds(Came + Seconds),
                3,
                Confirmed: true,
                default,
                40,
                40
            );
    }
}
