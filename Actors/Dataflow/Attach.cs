using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>Upstream to downstream, once, at the start: "Send your requests to me."</summary>
internal sealed record Attach : INoSerializationVerificationNeeded
{
    public static readonly Attach Instance = new();
}
