using Akka.Actor;

namespace Vitrine.Dataflow;

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
    /// Reads nothing more, lets what is under way come out, then ends. It waits for work, never for a back-off: what only a
    /// resting worker could do counts as failed. A source that ends by itself has everything waited for.
    /// </summary>
    public void Stop() => Actor.Tell(StopGraph.Instance, ActorRefs.NoSender);
}
