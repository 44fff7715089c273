using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Vitrine.Dataflow;
using Vitrine.Vision;
using Vitrine.Vision.Counting;
using Vitrine.Windows;
using Vitrine.Windows.Held;
using Vitrine.Windows.Log;
using Vitrine.Wire;

namespace Vitrine.Bench.Durability;

/// <summary>
/// The process that is killed: a graph that ends in the device's windows over a real database, fed two thousand frames a second, and a subscriber
/// that prints every window it reads as one line.
/// </summary>
internal static class CountingRun
{
    private static readonly SourcePace Pace = new(MayDrop: false, TimeSpan.FromMicroseconds(500));

    /// <summary>Runs until it is killed, or until something comes from standard input.</summary>
    /// <param name="path">The data folder.</param>
    /// <param name="run">The run's number, which chooses its visitors.</param>
    /// <param name="after">The last window that the subscriber has.</param>
    /// <param name="length">Of a window.</param>
    public static async Task<int> RunAsync(string path, int run, long after, TimeSpan length)
    {
        using var folder = new DataFolder(path);
        var crowd = new ShopCrowd(run);
        var options = new WindowOptions
        {
            Device = string.Create(CultureInfo.InvariantCulture, $"run-{run}"),
            Length = length,
            MinCell = 0,
        };
        var store = new WindowStore(folder, TimeProvider.System);
        var feed = new WindowFeed(store.ReadAsync);
        using var system = ActorSystem.Create("durability", Configuration(store));
        var log = new WindowLogOptions(length, options.Keep);
        var windows = system.ActorOf(Props.Create(() => new WindowLogActor(log, store, feed, TimeProvider.System)));
        long frames = 0;
        var counting = StageNode
            .Scan<(OpenWindow Window, long Frames), Observation, Observation>(
                "counting",
                seed: (new OpenWindow(PlaceOptions.None), Frames: 0),
                (state, frame) =>
                {
                    frames++;
                    return ((state.Window.Add(frame), state.Frames + 1), frame);
                }
            )
            .ClosedBy(
                (state, _) =>
                {
                    var (next, tally) = state.Window.Cut();
                    var closed = WindowClose.Close(tally, options);
                    (closed.Frames, closed.Health) = (
                        new FrameCount { Processed = state.Frames },
                        new Health { State = "ok" }
                    );
                    return ((next, 0), CountedWindow.Of(closed, [], WindowClose.Table(tally), _ => []));
                }
            );
        var graph = Flow.From(new SourceNode<Observation>("shop", () => crowd) { Pace = Pace })
            .To(counting)
            .Start(system, system, "graph", new NodeSettings { Ticker = windows });
        using var stop = new CancellationTokenSource();
        var printing = PrintAsync(feed, after, stop.Token);
        await Task.Run(Console.In.ReadLine);
        graph.Stop();
        await graph.Ended;
        var last = await windows.Ask<LastStored>(AwaitLast.Instance, TimeSpan.FromSeconds(10));
        await stop.CancelAsync();
        await printing;
        Console.WriteLine($"end {frames} {last.Failure?.Message}");
        return 0;
    }

    private static async Task PrintAsync(WindowFeed feed, long after, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested || feed.Last > after)
        {
            try
            {
                await feed.WaitAsync(after, stop);
            }
            catch (OperationCanceledException)
            {
                // What is there is read to its end.
            }

            foreach (var window in await feed.ReadAsync(after, 50, CancellationToken.None))
            {
                await Console.Out.WriteLineAsync(KilledRuns.Write(window));
                after = window.Sequence;
            }
        }
    }

    private static Config Configuration(WindowStore store) =>
        ConfigurationFactory
            .ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }")
            .WithFallback(NodeSettings.Hocon)
            .WithFallback(JournalPlugin.Hocon(store.Database))
            .WithFallback(ProtocolSerializer.Hocon)
            .WithFallback(RefusingSerializer.Hocon);
}
