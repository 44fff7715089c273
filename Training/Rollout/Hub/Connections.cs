using Akka.Actor;

namespace Vitrine.Training.Rollout.Hub;

/// <summary>
/// Who has a connection here, and over which of them each device last told of itself. As many as there are connections,
/// for each goes when its connection does. Belongs to one actor.
/// </summary>
public sealed class Connections
{
    private readonly HashSet<Address> open = [];
    private readonly Dictionary<string, IActorRef> devices = new(StringComparer.Ordinal);

    /// <summary>Somebody dialled.</summary>
    public void Begin(Address peer) => open.Add(peer);

    /// <summary>The connection is gone, and with it whoever used it.</summary>
    public void End(Address peer)
    {
        open.Remove(peer);
        foreach (var (device, _) in devices.Where(known => known.Value.Path.Address.Equals(peer)).ToArray())
        {
            devices.Remove(device);
        }
    }

    /// <summary>Whether an answer would go over a connection that is there, or stay in this process.</summary>
    public bool Has(IActorRef peer) =>
        peer.Path.Address.HasLocalScope ? !peer.IsNobody() : open.Contains(peer.Path.Address);

    /// <summary>A device told of itself.</summary>
    public void Heard(string device, IActorRef peer) => devices[device] = peer;

    /// <summary>Whom to tell what concerns a device; null: it has no connection now.</summary>
    public IActorRef? Of(string device) => devices.GetValueOrDefault(device);
}
