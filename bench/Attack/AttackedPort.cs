using System.Security.Cryptography.X509Certificates;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>A port of Akka.Remote that a program opened.</summary>
/// <param name="Name">For people.</param>
/// <param name="System">The name of its actor system.</param>
/// <param name="Address">Where.</param>
/// <param name="Actor">The actor for messages from outside, as names below the root.</param>
/// <param name="Legal">What may be asked there.</param>
internal sealed record AttackedPort(string Name, string System, HostPort Address, string Actor, Question Legal)
{
    /// <summary>Whether it speaks TLS.</summary>
    public bool IsTls { get; init; }

    /// <summary>A certificate that it takes; null: it asks for none.</summary>
    public X509Certificate2? Insider { get; init; }

    /// <summary>One whom the port takes as far as TLS goes: a device, a reader or a node, that has gone bad or not.</summary>
    public RawPeer Dial() => Dial(Insider);

    /// <summary>One who shows a certificate, or none.</summary>
    public RawPeer Dial(X509Certificate2? shown) => new(System, Address, IsTls ? new PeerTls(shown) : null);
}
