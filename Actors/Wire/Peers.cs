using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Remote;

namespace Vitrine.Wire;

/// <summary>
/// Who has dialled a port and is still there. A port answers nobody else: an address in a message is only what somebody wrote
/// there, and must not make this machine dial out. In: association events from the event stream, on any thread.
/// </summary>
#pragma warning disable MA0097 // Its base compares references to actors.
public sealed class Peers : MinimalActorRef
#pragma warning restore MA0097
{
    private readonly ConcurrentDictionary<Address, bool> connected = new();

    /// <inheritdoc />
    public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems, "/peers");

    /// <inheritdoc />
    public override IActorRefProvider Provider =>
        throw new NotSupportedException("It takes events, and is nobody's child.");

    /// <summary>How many there are.</summary>
    public int Count => connected.Count;

    /// <summary>Those of a system; nobody where it has no port.</summary>
    public static Peers Of(ActorSystem system) =>
        ((ExtendedActorSystem)system).Provider is PortProvider port ? port.Peers : new();

    /// <summary>Whether an answer would go over a connection that is there, or stay in this process.</summary>
    public bool Has(IActorRef peer) =>
        peer.Path.Address.HasLocalScope ? !peer.IsNobody() : connected.ContainsKey(peer.Path.Address);

    /// <inheritdoc />
    protected override void TellInternal(object message, IActorRef sender)
    {
        switch (message)
        {
            case AssociatedEvent { IsInbound: true } arrived:
                connected[arrived.RemoteAddress] = true;
                break;
            // What has not come about, when an answer found its connection gone, ends nothing.
            case DisassociatedEvent { IsInbound: true } gone:
                connected.TryRemove(gone.RemoteAddress, out _);
                break;
        }
    }
}
