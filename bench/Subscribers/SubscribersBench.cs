using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Vitrine.Bench.Durability;
using Vitrine.Windows.Log;
using static Vitrine.Bench.Printing;

namespace Vitrine.Bench.Subscribers;

/// <summary>
/// What subscribers cost the device: frames per second with and without them, in turn, on the same stored week of windows.
/// </summary>
internal static class SubscribersBench
{
    private const int Followers = 39;
    private const int Stalled = 10;

    public static async Task<int> RunAsync(string[] options)
    {
        var rounds = int.Parse(Options.Value(options, "--rounds", "3"), CultureInfo.InvariantCulture);
        var seconds = Options.Value(options, "--seconds", "60");
        var folder = Directory.CreateTempSubdirectory("vitrine-bench-").FullName;
        // The device does not run its subscribers: they get a core of their own.
        using var self = Process.GetCurrentProcess();
        self.ProcessorAffinity = 0b10;
        try
        {
            using (var data = new DataFolder(folder))
            {
                WeekOfWindows.Write(data, new WindowStore(data, TimeProvider.System));
            }

            var (without, with) = (new List<Figures>(), new List<Figures>());
            for (var round = 0; round < rounds; round++)
            {
                without.Add(await MeasureAsync(folder, seconds, crowd: false));
                with.Add(await MeasureAsync(folder, seconds, crowd: true));
            }

            Print(without, with);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Figures> MeasureAsync(string folder, string seconds, bool crowd)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var edge = new EdgeChild(
                cores: "0",
                [
                    .. "--source synthetic --pace max --models none --http none --set windows.seconds=5".Split(' '),
                    .. new[]
                    {
                        "--set",
                        "windows.keep=3650",
                        "--data",
                        folder,
                        "--duration",
                        seconds,
                        "--summary",
                        file,
                    },
                ]
            );
            var address = await edge.Address;
            var replay = TimeSpan.Zero;
            if (crowd)
            {
                await using var subscribers = new Crowd(address, Followers, Stalled);
                replay = await subscribers.Replay(WeekOfWindows.Windows);
                await edge.EndAsync();
            }
            else
            {
                await edge.EndAsync();
            }

            using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            return new Figures(
                summary.RootElement.GetProperty("fps").GetDouble(),
                summary.RootElement.GetProperty("peakRssMb").GetDouble(),
                replay.TotalSeconds
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Print(List<Figures> without, List<Figures> with)
    {
        var ratio = Median(with, f => f.Fps) / Median(without, f => f.Fps);
        Say($"without subscribers    {Write(without)}");
        Say($"with {Followers + Stalled + 1}, {Stalled} stalled    {Write(with)}, {ratio:0.000} x");
        Say(
            $"one read {WeekOfWindows.Windows} windows in {Median(with, f => f.ReplaySeconds):0.00} s ({with.Min(f => f.ReplaySeconds):0.00} to {with.Max(f => f.ReplaySeconds):0.00})"
        );
    }

    private static FormattableString Write(List<Figures> runs) =>
        $"{Median(runs, f => f.Fps):0.0} fps ({runs.Min(f => f.Fps):0.0} to {runs.Max(f => f.Fps):0.0}), peak memory {Median(runs, f => f.PeakMb):0} MB";

    private sealed record Figures(double Fps, double PeakMb, double ReplaySeconds);
}
