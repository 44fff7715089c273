using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// To a graph, and from it to all of its nodes: the source reads nothing more, and nobody waits for a worker that rests.
/// </summary>
internal sealed record StopGraph : INoSerializationVerificationNeeded
{
    public static readonly StopGraph Instance = new();
}
