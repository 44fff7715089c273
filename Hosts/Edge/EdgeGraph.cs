using Akka.Hosting;
using Vitrine.Dataflow;

namespace Vitrine.Hosts.Edge;

/// <summary>Key of the device's graph in the actor registry.</summary>
public sealed class EdgeGraph
{
    private EdgeGraph() { }

    /// <summary>Starts the graph of the run with the actor system.</summary>
    internal static void Start(AkkaConfigurationBuilder akka, EdgeRun run, TimeProvider clock) =>
        akka.WithActors(
            (system, registry) =>
            {
                var graph = run.Pipeline.Graph.Start(system, system, "edge", new NodeSettings { Clock = clock });
                registry.Register<EdgeGraph>(graph.Actor);
                run.Begin(graph);
            }
        );
}
