using Akka.Actor;
using Akka.Configuration;
using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;

namespace Vitrine.Bench;

/// <summary>A steady flow of pictures without a face: what one of them costs in managed memory.</summary>
internal static class SteadyRun
{
    public static async Task<Steadiness> RunAsync(TimeSpan duration)
    {
        var clip = Path.Combine(Path.GetTempPath(), $"vitrine-bench-{Environment.ProcessId}.avi");
        try
        {
            WriteFacelessClip(clip);
            return await MeasureAsync(clip, duration);
        }
        finally
        {
            File.Delete(clip);
        }
    }

    private static async Task<Steadiness> MeasureAsync(string clip, TimeSpan duration)
    {
        var options = new EdgeOptions
        {
            Source = SourceName.Parse(clip),
            MaxPace = true,
            Loop = true,
        };
        using var pipeline = new EdgePipeline(options, TimeProvider.System, Console.Error.WriteLine);
        using var system = ActorSystem.Create("bench", ConfigurationFactory.ParseString(NodeSettings.Hocon));
        var graph = pipeline.Graph.Start(system, system, "edge", new NodeSettings());
        await Task.Delay(duration / 2);
        var (bytes, frames) = (GC.GetTotalAllocatedBytes(precise: true), graph.Metrics[EdgeNodes.Aggregator].Sent);
        await Task.Delay(duration / 2);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        frames = graph.Metrics[EdgeNodes.Aggregator].Sent - frames;
        graph.Stop();
        await graph.Ended;
        return new Steadiness((double)bytes / frames, frames, pipeline.Counted.Faces);
    }

    private static void WriteFacelessClip(string path)
    {
        using var writer = new VideoWriter(path, FourCC.MJPG, 15, new Size(480, 270));
        using var picture = new Mat(270, 480, MatType.CV_8UC3);
        for (var i = 0; i < 300; i++)
        {
            picture.SetTo(new Scalar(90 + (i % 60), 120, 160 - (i % 60)));
            writer.Write(picture);
        }
    }
}
