using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>The blueprint of a whole graph; each start makes new nodes.</summary>
public sealed class Graph
{
    private readonly IReadOnlyList<string> names;
    private readonly Action<Wiring> wire;

    internal Graph(IReadOnlyList<string> names, int poolSize, Action<Wiring> wire)
    {
        this.names = names;
        PoolSize = poolSize;
        this.wire = wire;
    }

    /// <summary>
    /// The most elements of the source that are alive at once in the graph: the size that a pool of their leases needs. The
    /// sum of the bounds of all nodes; a branch works on an element that its fork holds.
    /// </summary>
    public int PoolSize { get; }

    /// <summary>Starts the graph as one actor with its nodes below it.</summary>
    /// <param name="factory">The actor system, or the context of the actor that shall own the graph.</param>
    /// <param name="system">The actor system.</param>
    /// <param name="name">The graph's name in actor paths.</param>
    /// <param name="settings">What the nodes share.</param>
    public RunningGraph Start(IActorRefFactory factory, ActorSystem system, string name, NodeSettings settings)
    {
        new LeaseReclaimer().Apply(system);
        var metrics = new GraphMetrics(names, settings.Clock);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var props = Props.Create(() => new GraphActor(settings, metrics, wire, ended));
        return new RunningGraph(
            factory.ActorOf(props.WithDispatcher(settings.NodeDispatcher), name),
            metrics,
            ended.Task
        );
    }
}

#pragma warning disable MA0048 // What a start takes and gives.
/// <summary>What every node of a graph shares.</summary>
public sealed record NodeSettings
{
    /// <summary>Measures durations. Back-off and pace run on the actor system's scheduler.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Sends ticks to the node that takes them, and gets its results. Default: nobody.</summary>
    public IActorRef Ticker { get; init; } = ActorRefs.Nobody;

    /// <summary>Dispatcher (its path in the configuration) of the nodes, which pass messages and run steps.</summary>
    public string NodeDispatcher { get; init; } = "akka.actor.default-dispatcher";

    /// <summary>Dispatcher of workers, which may block: a thread for each.</summary>
    public string WorkerDispatcher { get; init; } = "vitrine.dataflow.worker-dispatcher";

    /// <summary>
    /// Defines <see cref="WorkerDispatcher"/>, and keeps dead letters out of the log; to be added to the actor system's configuration.
    /// </summary>
    // Whoever logs a dead letter prints what it holds, while the pool takes that back.
    public const string Hocon = """
        vitrine.dataflow.worker-dispatcher { type = PinnedDispatcher, throughput = 1 }
        akka { log-dead-letters = off, log-dead-letters-during-shutdown = off }
        """;
}

/// <summary>A started graph.</summary>
/// <param name="Actor">Its actor.</param>
/// <param name="Metrics">What its nodes measure.</param>
/// <param name="Ended">
/// Done when every node has stopped: the source ended, or the graph was stopped, and all that was under way came out.
/// Faulted when a node broke.
/// </param>
public sealed record RunningGraph(IActorRef Actor, GraphMetrics Metrics, Task Ended)
{
    /// <summary>
    /// Reads nothing more, lets what is under way come out, then ends. It waits for work, never for a back-off: elements that
    /// only a worker in back-off could take count as failed. After a source that ends by itself, back-offs are waited for.
    /// </summary>
    public void Stop() => Actor.Tell(StopGraph.Instance, ActorRefs.NoSender);
}
#pragma warning restore MA0048
