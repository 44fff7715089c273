using Akka.Actor;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Dataflow;
using Vitrine.Hosts.Edge;
using Vitrine.Hosts.Edge.Http;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;

namespace Vitrine.Tests.Hosts.Edge;

/// <summary>An edge that took 400 ms for each frame for an hour, and 20 ms for the five minutes since.</summary>
internal sealed class SlowThenFast : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly EdgePipeline pipeline;
    private readonly GraphMetrics metrics;

    public SlowThenFast()
    {
        var options = new EdgeOptions { Source = SourceName.Synthetic };
        pipeline = new EdgePipeline(options, clock, _ => { });
        metrics = new GraphMetrics(["frames", "detector", "tracker", "classifiers", "aggregator"], clock);
        Run = new EdgeRun(options, pipeline, clock);
        Graph = new RunningGraph(ActorRefs.Nobody, metrics, Task.CompletedTask);
        Run.Begin(Graph);
        Work(TimeSpan.FromHours(1), milliseconds: 400);
        Work(TimeSpan.FromMinutes(5), milliseconds: 20);
    }

    public EdgeRun Run { get; }

    public RunningGraph Graph { get; }

    public StatusSample Sample => StatusSample.Take(Run, metrics, before: null);

    public LiveStatus Live => LiveStatus.Of(clock.GetUtcNow(), Run, Sample, GraphHealth.Good, memoryBytes: 0);

    public void Dispose()
    {
        metrics.Dispose();
        pipeline.Dispose();
    }

    private void Work(TimeSpan length, double milliseconds)
    {
        for (var second = 0; second < length.TotalSeconds; second++)
        {
            pipeline.EndToEnd.Record(TimeSpan.FromMilliseconds(milliseconds));
            metrics["detector"].ServiceTime.Record(TimeSpan.FromMilliseconds(milliseconds));
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
