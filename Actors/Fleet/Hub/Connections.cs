using Akka.Actor;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>
/// Over which connection each device last reported, and under which name it may. As many as there are connections, for each
/// goes when its connection does. Belongs to one actor.
/// </summary>
/// <param name="peers">Who has a connection.</param>
/// <param name="certified">Whose certificates they have shown; null: the port is without TLS, and only this machine dials it.</param>
/// <param name="turnedAway">Told of those who are not heard.</param>
internal sealed class Connections(Peers peers, CertifiedPeers? certified, TurnedAway turnedAway)
{
    private readonly Dictionary<string, (IActorRef Peer, DateTimeOffset Heard)> devices = new(StringComparer.Ordinal);

    /// <summary>A connection is gone, and with it whoever used it.</summary>
    public void End(Address peer)
    {
        foreach (var (device, _) in devices.Where(known => known.Value.Peer.Path.Address.Equals(peer)).ToArray())
        {
            devices.Remove(device);
        }
    }

    /// <summary>Whether somebody has a connection, or is in this process.</summary>
    public bool Has(IActorRef peer) => peers.Has(peer);

    /// <summary>The report under the name that its sender has: with TLS that of its certificate, whatever the report says.</summary>
    /// <returns>Null: its certificate bears no device's name.</returns>
    public DeviceState? Named(DeviceState told, IActorRef peer)
    {
        if (certified is null || peer.Path.Address.HasLocalScope)
        {
            return told;
        }

        switch (certified.Of(peer.Path.Address))
        {
            case { Name: var name } when FleetState.IsName(name):
                return new DeviceState(told) { Device = name };
            case { } nameless:
                turnedAway.Add(
                    nameless.Socket,
                    $"its certificate '{nameless.Subject}' bears no device's name; issue one with a DNS name or a common name of letters, digits, '.', '_' and '-'"
                );
                return null;
            default:
                return null;
        }
    }

    /// <summary>A device reports. The first connection under a name stays: another is heard once that one is gone, or has kept quiet for a lease.</summary>
    /// <returns>Whether it is heard.</returns>
    public bool Heard(string device, IActorRef peer, DateTimeOffset now)
    {
        if (
            devices.TryGetValue(device, out var first)
            && !first.Peer.Path.Address.Equals(peer.Path.Address)
            && peers.Has(first.Peer)
            && (now - first.Heard).Duration() <= FleetDevice.Lease
        )
        {
            turnedAway.Add(device, "a device of this name is connected already; give each a name of its own");
            return false;
        }

        devices[device] = (peer, now);
        return true;
    }

    /// <summary>Whom to tell what concerns a device; null: it has no connection now.</summary>
    public IActorRef? Of(string device) =>
        devices.TryGetValue(device, out var known) && peers.Has(known.Peer) ? known.Peer : null;
}
