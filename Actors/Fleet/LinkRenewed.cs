using Akka.Actor;

namespace Vitrine.Fleet;

/// <summary>From a link to its receiver: it broke and was renewed, and what was sent last may be lost.</summary>
internal sealed record LinkRenewed : INoSerializationVerificationNeeded
{
    /// <summary>The one.</summary>
    public static readonly LinkRenewed Instance = new();
}
