using System.Globalization;
using System.Text.Json;
using Vitrine.Hosts.Edge;
using static Vitrine.Bench.Printing;

namespace Vitrine.Bench;

/// <summary>Every figure that the docs quote of the edge. Pairs run in turn, and ratios are of medians of this run.</summary>
internal static class EdgeBench
{
    public static async Task<int> RunAsync(string[] options)
    {
        var rounds = int.Parse(Options.Value(options, "--rounds", "3"), CultureInfo.InvariantCulture);
        var seconds = Options.Value(options, "--seconds", "8");
        var data = Environment.GetEnvironmentVariable("VITRINE_DATA");
        if (data is null)
        {
            Console.WriteLine(
                "skipped (a), (b), (c), (e): no VITRINE_DATA and no ../shared with clips, models and the baseline"
            );
        }
        else
        {
            var baseline = new Baseline(data);
            var models = baseline.PrepareModels();
            try
            {
                AgainstTheLoop(baseline.Clip, models, rounds, seconds);
                AgainstTheBaseline(baseline, models, rounds, seconds);
            }
            finally
            {
                Directory.Delete(models, recursive: true);
            }
        }

        var steady = Child.Measure<Steadiness>(2, "steady", seconds);
        Say(
            $"(d) {steady.BytesPerFrame:0} managed bytes per steady frame ({steady.Frames} frames, {steady.Faces} faces)"
        );
        return await Task.FromResult(0);
    }

    private static void AgainstTheLoop(string clip, string models, int rounds, string seconds)
    {
        var (loop, one, two) = (new List<Throughput>(), new List<Throughput>(), new List<Throughput>());
        for (var round = 0; round < rounds; round++)
        {
            loop.Add(Child.Measure<Throughput>(1, "loop", clip, models, seconds));
            one.Add(Child.Measure<Throughput>(1, "engine", clip, models, seconds, "1"));
            two.Add(Child.Measure<Throughput>(2, "engine", clip, models, seconds, "2"));
        }

        Say($"(a) hand-written loop, one core      {Write(loop)}");
        Say($"    engine, one core                 {Write(one)}  {Ratio(one, loop):0.00} x the loop");
        Say($"    engine, two cores                {Write(two)}  {Ratio(two, loop):0.00} x the loop");
    }

    private static void AgainstTheBaseline(Baseline baseline, string models, int rounds, string seconds)
    {
        var (python, same, normal) = (new List<Throughput>(), new List<Throughput>(), new List<Throughput>());
        var (load, memory) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            python.Add(baseline.Measure(repeat: 2));
            same.Add(
                Edge(
                    baseline.Clip,
                    seconds,
                    "--models",
                    models,
                    "--set",
                    "classification.every-face=on",
                    "--set",
                    "detector.kind=haar"
                ).Throughput
            );
            var (throughput, summary) = Edge(baseline.Clip, seconds);
            normal.Add(throughput);
            load.Add(summary.GetProperty("modelLoadMs").GetDouble());
            memory.Add(summary.GetProperty("peakRssMb").GetDouble());
        }

        Say($"(b) Python baseline                  {Write(python)}");
        Say($"    Vitrine, the same work           {Write(same)}  {Ratio(same, python):0.00} x the baseline");
        Say($"(c) Vitrine by default               {Write(normal)}  {Ratio(normal, python):0.00} x the baseline");
        Say($"(d) peak memory by default           {Median(memory, mb => mb):0} MB");
        Say($"(e) both models loaded in            {Median(load, ms => ms):0} ms");
    }

    /// <summary>The edge itself, as a user starts it, with no settings but these.</summary>
    private static (Throughput Throughput, JsonElement Summary) Edge(string clip, string seconds, params string[] more)
    {
        var file = Path.GetTempFileName();
        var state = Directory.CreateTempSubdirectory("vitrine-bench-").FullName;
        try
        {
            var program = typeof(EdgeHost).Assembly.Location;
            Child.Run([
                "dotnet",
                program,
                "--source",
                clip,
                "--pace",
                "max",
                "--loop",
                "--duration",
                seconds,
                "--summary",
                file,
                "--data",
                state,
                .. more,
            ]);
            var summary = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
            var frames = summary.GetProperty("frames").GetProperty("processed").GetDouble();
            return (
                new Throughput(
                    summary.GetProperty("fps").GetDouble(),
                    summary.GetProperty("faces").GetDouble() / frames
                ),
                summary
            );
        }
        finally
        {
            File.Delete(file);
            Directory.Delete(state, recursive: true);
        }
    }

    private static double Ratio(List<Throughput> ours, List<Throughput> theirs) =>
        Median(ours, run => run.Fps) / Median(theirs, run => run.Fps);

    private static FormattableString Write(List<Throughput> runs) =>
        $"{Median(runs, r => r.Fps), 7:0.0} fps ({runs.Min(r => r.Fps):0.0} to {runs.Max(r => r.Fps):0.0}), {Median(runs, r => r.FacesPerFrame):0.00} faces a frame";
}
