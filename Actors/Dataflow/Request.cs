using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>Downstream to upstream: "I have room for that many more parcels." Nothing is sent without it.</summary>
internal sealed record Request(int Count) : INoSerializationVerificationNeeded
{
    public static readonly Request One = new(1);
}
