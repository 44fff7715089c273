using Akka.Actor;
using Google.Protobuf;

namespace Vitrine.Fleet;

/// <summary>A device's way to its hub. What is sent may get lost. One implementation dials out, the tests' others do not.</summary>
public interface IHubLink
{
    /// <summary>Who gets what the hub sends, and what became of the link.</summary>
    void Attach(IActorRef receiver);

    /// <summary>Sends to the hub.</summary>
    void Send(IMessage message);

    /// <summary>The hub does not answer: dial again, as if this were another device.</summary>
    void Renew();
}
