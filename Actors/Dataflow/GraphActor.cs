using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// Owns the nodes of one graph. It ends when the last of them has; a node that breaks (as opposed to a worker that fails)
/// is a defect, and ends the whole graph rather than leave half of it running.
/// </summary>
internal sealed class GraphActor : ReceiveActor
{
    private readonly TaskCompletionSource ended;
    private readonly Wiring wiring;
    private readonly HashSet<IActorRef> running = [];
    private Exception? defect;

    public GraphActor(NodeSettings settings, GraphMetrics metrics, Action<Wiring> wire, TaskCompletionSource ended)
    {
        this.ended = ended;
        wiring = new Wiring(Context, settings, metrics);
        wire(wiring);
        running.UnionWith(Context.GetChildren().Select(node => Context.Watch(node)));
        Receive<StopGraph>(stop =>
        {
            foreach (var node in running)
            {
                node.Tell(stop);
            }
        });
        Receive<Terminated>(gone =>
        {
            running.Remove(gone.ActorRef);
            if (running.Count == 0)
            {
                Context.Stop(Self);
            }
        });
    }

    protected override SupervisorStrategy SupervisorStrategy() =>
        new AllForOneStrategy(maxNrOfRetries: -1, withinTimeMilliseconds: -1, OnDefect, loggingEnabled: false);

    protected override void PostStop()
    {
        wiring.Metrics.Dispose();
        if (defect is null)
        {
            ended.TrySetResult();
        }
        else
        {
            ended.TrySetException(defect);
        }
    }

    private Directive OnDefect(Exception cause)
    {
        defect ??= cause;
        Context.System.EventStream.Publish(new NodeBroke(Sender.Path.Name, cause));
        return Directive.Stop;
    }
}

#pragma warning disable MA0048 // How the graph's actor gets its nodes.
/// <summary>Starts nodes below the graph or the fork whose context this is.</summary>
internal sealed class Wiring(IActorContext context, NodeSettings settings, GraphMetrics metrics)
{
    public NodeSettings Settings { get; } = settings;

    public GraphMetrics Metrics { get; } = metrics;

    public IActorRef Start(string name, Props props) =>
        context.ActorOf(props.WithDispatcher(Settings.NodeDispatcher), name);
}
#pragma warning restore MA0048
