using Akka.Hosting;
using Vitrine.Dataflow;
using Vitrine.Windows.Log;

namespace Vitrine.Hosts.Edge;

/// <summary>Key of the device's graph in the actor registry.</summary>
public sealed class EdgeGraph
{
    private EdgeGraph() { }

    /// <summary>Starts the graph of the run with the actor system. The log of windows is started before it.</summary>
    internal static void Start(AkkaConfigurationBuilder akka, EdgeRun run, TimeProvider clock) =>
        akka.WithActors(
            (system, registry) =>
            {
                var settings = new NodeSettings { Clock = clock, Ticker = registry.Get<WindowLogActor>() };
                var graph = run.Pipeline.Graph.Start(system, system, "edge", settings);
                registry.Register<EdgeGraph>(graph.Actor);
                run.Begin(graph);
            }
        );
}
