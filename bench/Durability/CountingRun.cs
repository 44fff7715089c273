using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Vitrine.Vision.Counting;
using Vitrine.Windows;
using Vitrine.Windows.Log;
using Vitrine.Wire;

namespace Vitrine.Bench.Durability;

/// <summary>
/// The process that is killed: the device's aggregator over a real database, fed two thousand frames a second, and a subscriber
/// that prints every window it reads as one line.
/// </summary>
internal static class CountingRun
{
    private const int FramesAtOnce = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs until it is killed, or until something comes from standard input.</summary>
    /// <param name="path">The data folder.</param>
    /// <param name="run">The run's number, which chooses its visitors.</param>
    /// <param name="after">The last window that the subscriber has.</param>
    /// <param name="length">Of a window.</param>
    public static async Task<int> RunAsync(string path, int run, long after, TimeSpan length)
    {
        using var folder = new DataFolder(path);
        using var crowd = new ShopCrowd(run);
        var options = new WindowOptions
        {
            Device = string.Create(CultureInfo.InvariantCulture, $"run-{run}"),
            Length = length,
            MinCell = 0,
        };
        var store = new WindowStore(folder, TimeProvider.System);
        var feed = new WindowFeed(store.ReadAsync);
        using var system = ActorSystem.Create("durability", Configuration(store));
        var gate = new Lock();
        long frames = 0;
        CloseWindow close = (sequence, start, end) =>
        {
            lock (gate)
            {
                var processed = new FrameCount { Processed = crowd.Frames - frames };
                frames = crowd.Frames;
                var facts = new WindowFacts(sequence, start, end, processed, [], [], new Health { State = "ok" });
                return WindowClose.Close(crowd.Aggregator.Cut(), facts, options);
            }
        };

        var log = new WindowLogOptions(length, options.Keep);
        var aggregator = system.ActorOf(
            Props.Create(() => new AggregatorActor(log, store, close, feed, TimeProvider.System))
        );
        using var stop = new CancellationTokenSource();
        var printing = PrintAsync(feed, after, stop.Token);
        var told = Task.Run(Console.In.ReadLine);
        using var timer = new PeriodicTimer(Pause);
        while (!told.IsCompleted && await timer.WaitForNextTickAsync())
        {
            lock (gate)
            {
                for (var i = 0; i < FramesAtOnce; i++)
                {
                    crowd.Next();
                }
            }
        }

        var last = await aggregator.Ask<LastClosed>(CloseLast.Instance, TimeSpan.FromSeconds(10));
        await stop.CancelAsync();
        await printing;
        Console.WriteLine($"end {crowd.Frames} {last.Failure?.Message}");
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
            .WithFallback(JournalPlugin.Hocon(store.Database))
            .WithFallback(ProtocolSerializer.Hocon)
            .WithFallback(RefusingSerializer.Hocon);
}
