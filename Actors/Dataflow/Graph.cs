using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>The blueprint of a whole graph; each start makes it anew.</summary>
public sealed class Graph
{
    private readonly IReadOnlyList<string> names;
    private readonly Action<Wiring> wire;

    internal Graph(IReadOnlyList<string> names, Action<Wiring> wire)
    {
        this.names = names;
        this.wire = wire;
    }

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
