using System.Globalization;
using System.Text.Json;
using Vitrine.Device;
using Vitrine.Fleet.Hub;
using static System.FormattableString;
using static Vitrine.Bench.Printing;

namespace Vitrine.Bench.Rollout;

/// <summary>Frames per second of an edge that pulls a model at the default rate limit, and of one that pulls none, in turn.</summary>
internal static class FrameRate
{
    private const string Pulling = "pulling";
    private const string Idle = "idle";

    // The edge pulls while it starts and ends, too.
    private const double SpareSeconds = 20;

    /// <param name="folder">For all files; made.</param>
    /// <param name="rounds">How often both are measured.</param>
    /// <param name="seconds">How long each runs.</param>
    public static async Task RunAsync(string folder, int rounds, double seconds)
    {
        await using var hub = await Publisher.StartAsync(Path.Combine(folder, "hub"));
        var bytes = (int)(new TransferOptions().BytesPerSecond * (seconds + SpareSeconds));
        var model = BenchModel.WriteLarger(Path.Combine(folder, "model"), bytes);
        // It never comes to a second wave, so the other device is never offered it.
        await hub.ReleaseAsync(model, new FleetPlan { Canaries = [Pulling], Waves = [1] });

        var (idle, pulling) = (new List<Figures>(), new List<Figures>());
        for (var round = 0; round < rounds; round++)
        {
            idle.Add(await MeasureAsync(hub, folder, Idle, round, seconds));
            pulling.Add(await MeasureAsync(hub, folder, Pulling, round, seconds));
        }

        var length = new FileInfo(model).Length;
        if (idle.Any(run => run.Pulled > 0) || pulling.Any(run => run.Pulled is 0 || run.Pulled >= length))
        {
            throw new InvalidOperationException("A transfer did not last for the whole of its run, and no other.");
        }

        var ratio = Median(pulling, run => run.Fps) / Median(idle, run => run.Fps);
        Say($"(a) no transfer          {Write(idle)}");
        Say(
            $"    during a transfer    {Write(pulling)}, at {Median(pulling, run => run.Pulled / run.Seconds) / 1000:0} kB/s, {ratio:0.000} x"
        );
    }

    private static async Task<Figures> MeasureAsync(
        Publisher hub,
        string folder,
        string device,
        int round,
        double seconds
    )
    {
        var data = Path.Combine(folder, Invariant($"{device}-{round}"));
        var (summary, models) = (data + ".json", Path.Combine(data, "models"));
        using var edge = new EdgeChild(
            cores: "0",
            [
                .. "--source synthetic --pace max --http none".Split(' '),
                .. FleetMember.Arguments(hub.Address, hub.Keys, device, data),
                .. new[] { "--summary", summary, "--duration", seconds.ToString(CultureInfo.InvariantCulture) },
            ]
        );
        var code = await edge.EndAsync();
        if (code != 0)
        {
            throw new InvalidOperationException($"The edge ended with {code}.");
        }

        using var read = JsonDocument.Parse(await File.ReadAllTextAsync(summary));
        return new Figures(
            read.RootElement.GetProperty("fps").GetDouble(),
            read.RootElement.GetProperty("seconds").GetDouble(),
            Directory.EnumerateFiles(models, "*.part").Sum(file => new FileInfo(file).Length)
        );
    }

    private static FormattableString Write(List<Figures> runs) =>
        $"{Median(runs, run => run.Fps):0.0} fps ({runs.Min(run => run.Fps):0.0} to {runs.Max(run => run.Fps):0.0})";

    /// <summary>One run.</summary>
    /// <param name="Fps">Frames per second.</param>
    /// <param name="Seconds">How long it counted frames.</param>
    /// <param name="Pulled">Bytes of the model on disk at its end.</param>
    private sealed record Figures(double Fps, double Seconds, long Pulled);
}
