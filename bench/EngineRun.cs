using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using Vitrine.Dataflow;
using Vitrine.Models;
using Vitrine.Pipelines;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Sources;

namespace Vitrine.Bench;

/// <summary>The same work as <see cref="HandWrittenLoop"/>, as the device's graph does it.</summary>
internal static class EngineRun
{
    public static ClassificationOptions EveryFace { get; } = new() { EveryFace = true };

    public static async Task<Throughput> RunAsync(string clip, string modelFolder, TimeSpan duration, int workers)
    {
        var options = new EdgeOptions
        {
            Source = SourceName.Parse(clip),
            MaxPace = true,
            Loop = true,
            Detector = new DetectorOptions { Workers = workers },
            Classification = EveryFace,
            Models = FaceModels.Open(modelFolder),
        };
        using var pipeline = new EdgePipeline(options, TimeProvider.System, Console.Error.WriteLine);
        using var system = ActorSystem.Create("bench", ConfigurationFactory.ParseString(NodeSettings.Hocon));
        var begun = Stopwatch.GetTimestamp();
        var graph = pipeline.Graph.Start(system, system, "edge", new NodeSettings());
        using var timer = new Timer(_ => graph.Stop(), null, duration, Timeout.InfiniteTimeSpan);
        await graph.Ended;
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var frames = graph.Metrics[EdgeNodes.Aggregator].Sent;
        return new Throughput(frames / seconds, (double)pipeline.Counted.Faces / frames);
    }
}
