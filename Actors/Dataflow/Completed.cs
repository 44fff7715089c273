using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>Upstream to downstream, once, behind the last parcel. A node passes it on when it holds nothing more.</summary>
internal sealed record Completed : INoSerializationVerificationNeeded
{
    public static readonly Completed Instance = new();
}
