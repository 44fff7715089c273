using Akka.Actor;
using Google.Protobuf;

namespace Vitrine.Rollout.Device;

/// <summary>A device's way to its hub. What is sent may get lost. One implementation dials out, the tests' others do not.</summary>
public interface IHubLink
{
    /// <summary>Who is told what the hub sends, and <see cref="LinkRenewed"/>.</summary>
    void Attach(IActorRef receiver);

    /// <summary>Sends to the hub.</summary>
    void Send(IMessage message);

    /// <summary>The hub does not answer: begin anew, as if this were another device.</summary>
    void Renew();
}

#pragma warning disable MA0048 // What a link says of itself belongs to it.
/// <summary>A link that broke was made anew: what was sent last may be lost.</summary>
public sealed record LinkRenewed : INoSerializationVerificationNeeded
{
    /// <summary>There is only one.</summary>
    public static readonly LinkRenewed Instance = new();
}
#pragma warning restore MA0048
