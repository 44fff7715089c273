using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace Vitrine.Wire;

/// <summary>
/// Akka.Remote with a list of its peers, which is kept from before the port opens: an actor that subscribes once the system
/// is up never hears of those who dialled while it started, and would not answer them.
/// </summary>
public sealed class PortProvider : RemoteActorRefProvider
{
    /// <summary>Made by Akka.</summary>
    public PortProvider(string systemName, Settings settings, EventStream eventStream)
        : base(systemName, settings, eventStream) => eventStream.Subscribe(Peers, typeof(AssociationEvent));

    /// <summary>Who has dialled and is still there.</summary>
    public Peers Peers { get; } = new();
}
