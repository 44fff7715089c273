using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>Starts the nodes of one graph, last node first, so that each knows its downstream.</summary>
internal sealed class Wiring(IActorContext context, NodeSettings settings, GraphMetrics metrics)
{
    public NodeSettings Settings { get; } = settings;

    public GraphMetrics Metrics { get; } = metrics;

    public IActorRef Start(string name, Props props) =>
        context.Watch(context.ActorOf(props.WithDispatcher(Settings.NodeDispatcher), name));
}
