using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Remote.Transport.DotNetty;
using Vitrine.Wire;

namespace Vitrine.Fleet;

/// <summary>
/// Mutual TLS between a hub and those who dial it: each has a certificate, and takes only those that one authority of their
/// own signed, whatever else the machine trusts. The hub's must bear the name that it is dialled by.
/// </summary>
public sealed class LinkTls
{
    private readonly PrivateAuthority authority;
    private readonly X509Certificate2 own;

    private LinkTls(PrivateAuthority authority, X509Certificate2 own) => (this.authority, this.own) = (authority, own);

    /// <summary>Reads the three PEM files of a folder.</summary>
    /// <exception cref="InvalidDataException">One is missing or wrong, or the own certificate is over.</exception>
    public static LinkTls Read(string folder)
    {
        try
        {
            var tls = new LinkTls(PrivateAuthority.Read(folder), PrivateAuthority.ReadOwn(folder));
            return tls.authority.FaultOf(tls.own) is { } fault
                ? throw new InvalidDataException($"'{Path.Combine(folder, PrivateAuthority.OwnFile)}' {fault}")
                : tls;
        }
        catch (Exception bad) when (bad is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(
                $"'{folder}' must hold {PrivateAuthority.AuthorityFile}, {PrivateAuthority.OwnFile} and {PrivateAuthority.KeyFile}: {SingleLine.Of(bad.Message)}",
                bad
            );
        }
    }

    /// <summary>An actor system that speaks TLS where this is not null.</summary>
    /// <param name="tls">The certificates; null: it speaks in plain text.</param>
    /// <param name="config">All else.</param>
    /// <param name="hub">The host that it dials; null: it is the hub.</param>
    /// <param name="turnedAway">
    /// Takes the other side's address, and why its certificate was not taken, in one line; on any thread.
    /// </param>
    public static ActorSystem Create(LinkTls? tls, Config config, string? hub, Action<string, string> turnedAway) =>
        tls is null
            ? ActorSystem.Create(HubAddress.System, config)
            : ActorSystem.Create(HubAddress.System, tls.Setup(config, hub, turnedAway));

    private ActorSystemSetup Setup(Config config, string? hub, Action<string, string> turnedAway)
    {
        var peers = new CertifiedPeers();
        var use = hub is null ? PrivateAuthority.ClientUse : PrivateAuthority.ServerUse;
        var port = hub is null ? CertifiedTransportProvider.Hocon : string.Empty;
        return BootstrapSetup
            .Create()
            .WithConfig(
                ConfigurationFactory
                    .ParseString($"akka.remote.dot-netty.tcp.enable-ssl = on\n{port}")
                    .WithFallback(config)
            )
            .And(
                new DotNettySslSetup(
                    own,
                    suppressValidation: false,
                    requireMutualAuthentication: true,
                    validateCertificateHostname: false,
                    (certificate, _, peer, _, _) =>
                    {
                        if (authority.Refusal(certificate, hub, use) is { } fault)
                        {
                            turnedAway(peer, fault);
                            return false;
                        }

                        if (hub is null)
                        {
                            peers.Take(peer, certificate!);
                        }

                        return true;
                    }
                )
            )
            .And(peers);
    }
}
