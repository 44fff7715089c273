using Akka.Actor;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>
/// Over which connection each device last reported. As many as there are connections, for each goes when its connection
/// does. Belongs to one actor.
/// </summary>
/// <param name="peers">Who has a connection.</param>
public sealed class Connections(Peers peers)
{
    private readonly Dictionary<string, IActorRef> devices = new(StringComparer.Ordinal);

    /// <summary>A connection is gone, and with it whoever used it.</summary>
    public void End(Address peer)
    {
        foreach (var (device, _) in devices.Where(known => known.Value.Path.Address.Equals(peer)).ToArray())
        {
            devices.Remove(device);
        }
    }

    /// <summary>Whether somebody has a connection, or is in this process.</summary>
    public bool Has(IActorRef peer) => peers.Has(peer);

    /// <summary>A device reported.</summary>
    public void Heard(string device, IActorRef peer) => devices[device] = peer;

    /// <summary>Whom to tell what concerns a device; null: it has no connection now.</summary>
    public IActorRef? Of(string device) => devices.TryGetValue(device, out var peer) && peers.Has(peer) ? peer : null;
}
