using Akka.Actor;

namespace Vitrine.Rollout.Device;

/// <summary>From a link to its receiver: it broke and was made anew, and what was sent last may be lost.</summary>
internal sealed record LinkRenewed : INoSerializationVerificationNeeded
{
    public static readonly LinkRenewed Instance = new();
}
