using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Actor.Setup;
using Vitrine.Wire;

namespace Vitrine.Fleet;

/// <summary>
/// Which certificate stands behind each peer of a port with TLS. A peer's address is what it says itself, but its beginning
/// is random and known to both sides alone, and it is bound to the certificate of the connection that said it first. Any
/// thread may call it.
/// </summary>
internal sealed class CertifiedPeers : Setup
{
    /// <summary>Connections between their certificate and their first word, at the most; then they have to dial again.</summary>
    public const int MostWaiting = 1000;

    private readonly ConcurrentDictionary<string, CertifiedPeer> waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CertifiedPeer> known = new(StringComparer.Ordinal);

    /// <summary>Those of a system; null: its port is without TLS.</summary>
    public static CertifiedPeers? Of(ActorSystem system)
    {
        var setup = system.Settings.Setup.Get<CertifiedPeers>();
        return setup.HasValue ? setup.Value : null;
    }

    /// <summary>A certificate was taken.</summary>
    /// <param name="socket">The other side's address and port.</param>
    /// <param name="certificate">The certificate.</param>
    public void Take(string socket, X509Certificate2 certificate)
    {
        if (waiting.Count >= MostWaiting)
        {
            waiting.Clear();
        }

        waiting[socket] = new CertifiedPeer(
            socket,
            SingleLine.Of(certificate.Subject, SingleLine.OfPeer),
            certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)
        );
    }

    /// <summary>A connection says whose it is.</summary>
    /// <param name="socket">The other side's address and port.</param>
    /// <param name="address">What it says, without a protocol; null: nothing that can be read.</param>
    public void Bind(string socket, string? address)
    {
        if (waiting.TryRemove(socket, out var peer) && address is not null)
        {
            known.TryAdd(address, peer);
        }
    }

    /// <summary>A connection is gone.</summary>
    public void End(string socket)
    {
        waiting.TryRemove(socket, out _);
        foreach (var ended in known.Where(peer => peer.Value.Socket.Equals(socket, StringComparison.Ordinal)))
        {
            known.TryRemove(ended);
        }
    }

    /// <summary>The certificate behind an address; null: none.</summary>
    public CertifiedPeer? Of(Address address) => known.GetValueOrDefault(address.HostPort());
}
