using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Configuration;
using Vitrine.Dataflow;
using Vitrine.Pipelines;
using Vitrine.Windows.Held;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Pipelines;

/// <summary>A graph in an actor system of its own, with what its supervision said.</summary>
internal sealed class PipelineRun : IAsyncDisposable
{
    private readonly ActorSystem system = ActorSystem.Create(
        "pipeline",
        ConfigurationFactory
            .ParseString("akka { stdout-loglevel = OFF, loglevel = OFF }")
            .WithFallback(NodeSettings.Hocon)
    );

    private readonly TaskCompletionSource<AggregateWindow> lastWindow = new();
    private readonly RunningGraph graph;

    public PipelineRun(EdgePipeline pipeline)
        : this(pipeline.Graph) { }

    public PipelineRun(Graph blueprint)
    {
        var events = Events;
        var listener = system.ActorOf(Props.Create(() => new Listener(events)));
        system.EventStream.Subscribe(listener, typeof(NodeEvent));
        var ticker = system.ActorOf(act =>
        {
            act.Receive<LastResult<CountedWindow>>(
                (last, _) => lastWindow.SetResult(last.Result.Tell(HeldBack.None).Told)
            );
            act.ReceiveAny((_, _) => { });
        });
        graph = blueprint.Start(system, system, "edge", new NodeSettings { Ticker = ticker });
    }

    /// <summary>The window that is open when the graph ends, and that holds all that was counted.</summary>
    public Task<AggregateWindow> LastWindow => Soon.Done(lastWindow.Task);

    /// <summary>Failures that are soon over, so that no test waits for them.</summary>
    public static SupervisionOptions Impatient { get; } =
        new()
        {
            RestartAfter = 2,
            MinBackOff = TimeSpan.FromMilliseconds(1),
            MaxBackOff = TimeSpan.FromMilliseconds(2),
            DegradeAfter = 2,
            RetryAfter = TimeSpan.FromHours(1),
        };

    public ConcurrentQueue<NodeEvent> Events { get; } = [];

    public GraphMetrics Metrics => graph.Metrics;

    public NodeMetrics this[string node] => graph.Metrics[node];

    public Task ToItsEnd() => Soon.Done(graph.Ended);

    /// <summary>Stops once so many frames have come to the end, and waits until the rest has.</summary>
    public async Task StopAfter(int frames)
    {
        await Soon.True(() => this["aggregator"].Sent >= frames);
        await Stop();
    }

    public Task Stop()
    {
        graph.Stop();
        return ToItsEnd();
    }

    /// <summary>Every frame that was read has come to exactly one end, and no picture is held any more.</summary>
    /// <returns>How many were processed, and how many failed.</returns>
    public async Task<(long Processed, long Failed)> AddsUp(Func<int> leasesOut)
    {
        var frames = FrameCounts.Of(Metrics);
        Assert.Equal(frames.Captured, frames.Processed + frames.Dropped + frames.Failed);
        // A reading that was under way when the graph was told to end comes back a little after its end.
        await Soon.True(() => leasesOut() == 0);
        Assert.All(Metrics.Nodes, node => Assert.Equal(0, node.Held));
        return (frames.Processed, frames.Failed);
    }

    public async ValueTask DisposeAsync() => await Soon.Done(system.Terminate());

    private sealed class Listener : ReceiveActor
    {
        public Listener(ConcurrentQueue<NodeEvent> events) => Receive<NodeEvent>(events.Enqueue);
    }
}
