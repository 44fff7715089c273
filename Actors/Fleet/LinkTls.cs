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
    /// <summary>The authority's certificate.</summary>
    public const string AuthorityFile = "authority.crt";

    /// <summary>The own certificate.</summary>
    public const string OwnFile = "own.crt";

    /// <summary>Its private key.</summary>
    public const string KeyFile = "own.key";

    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly LinkAuthority authority;
    private readonly X509Certificate2 own;

    private LinkTls(LinkAuthority authority, X509Certificate2 own) => (this.authority, this.own) = (authority, own);

    /// <summary>Reads the three PEM files of a folder.</summary>
    /// <exception cref="InvalidDataException">One is missing or wrong, or the own certificate is over.</exception>
    public static LinkTls Read(string folder)
    {
        try
        {
            if (PrivateFile.FaultOf(Path.Combine(folder, KeyFile)) is { } readable)
            {
                throw new InvalidDataException($"private key {readable}");
            }

            var tls = new LinkTls(
                new LinkAuthority(X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, AuthorityFile))),
                X509Certificate2.CreateFromPemFile(Path.Combine(folder, OwnFile), Path.Combine(folder, KeyFile))
            );
            return tls.authority.FaultOf(tls.own, use: null) is { } fault
                ? throw new InvalidDataException($"'{Path.Combine(folder, OwnFile)}' {fault}")
                : tls;
        }
        catch (Exception bad) when (bad is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(
                $"'{folder}' must hold {AuthorityFile}, {OwnFile} and {KeyFile}: {SingleLine.Of(bad.Message)}",
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
                        if (FaultOf(certificate, hub) is { } fault)
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

    private string? FaultOf(X509Certificate2? certificate, string? hub)
    {
        if (certificate is null)
        {
            // Akka refuses it itself, before it asks.
            return "it shows no certificate";
        }

        try
        {
            var fault =
                authority.FaultOf(certificate, hub is null ? ClientUse : ServerUse)
                ?? (hub is null || certificate.MatchesHostname(hub) ? null : $"does not bear the name '{hub}'");
            return fault is null
                ? null
                : $"its certificate '{SingleLine.Of(certificate.Subject, SingleLine.OfPeer)}' {fault}";
        }
        catch (CryptographicException unreadable)
        {
            return $"its certificate cannot be read: {SingleLine.Of(unreadable.Message, SingleLine.OfPeer)}";
        }
    }
}
