using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Remote.Transport.DotNetty;

namespace Vitrine.Rollout.Device;

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

    private readonly X509Certificate2 authority;
    private readonly X509Certificate2 own;

    private LinkTls(X509Certificate2 authority, X509Certificate2 own) => (this.authority, this.own) = (authority, own);

    /// <summary>Reads the three PEM files of a folder.</summary>
    /// <exception cref="InvalidDataException">One is missing or wrong, or the own certificate is over.</exception>
    public static LinkTls Read(string folder)
    {
        try
        {
            var tls = new LinkTls(
                X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, AuthorityFile)),
                X509Certificate2.CreateFromPemFile(Path.Combine(folder, OwnFile), Path.Combine(folder, KeyFile))
            );
            return tls.IsSigned(tls.own, use: null)
                ? tls
                : throw new InvalidDataException(
                    $"'{Path.Combine(folder, OwnFile)}' is over, not yet valid, or not signed by '{AuthorityFile}' beside it"
                );
        }
        catch (Exception bad) when (bad is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(
                $"'{folder}' must hold {AuthorityFile}, {OwnFile} and {KeyFile}: {bad.Message.ReplaceLineEndings(" ")}",
                bad
            );
        }
    }

    /// <summary>An actor system that speaks TLS where this is not null.</summary>
    /// <param name="tls">The certificates; null: it speaks in plain text.</param>
    /// <param name="config">All else.</param>
    /// <param name="hub">The host that it dials; null: it is the hub.</param>
    public static ActorSystem Create(LinkTls? tls, Config config, string? hub) =>
        tls is null
            ? ActorSystem.Create(HubAddress.System, config)
            : ActorSystem.Create(HubAddress.System, tls.Setup(config, hub));

    private ActorSystemSetup Setup(Config config, string? hub) =>
        BootstrapSetup
            .Create()
            .WithConfig(
                ConfigurationFactory.ParseString("akka.remote.dot-netty.tcp.enable-ssl = on").WithFallback(config)
            )
            .And(
                new DotNettySslSetup(
                    own,
                    suppressValidation: false,
                    requireMutualAuthentication: true,
                    validateCertificateHostname: false,
                    (certificate, _, _, errors, _) => IsTaken(certificate, errors, hub)
                )
            );

    private bool IsTaken(X509Certificate2? certificate, SslPolicyErrors errors, string? hub) =>
        certificate is not null
        && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)
        && IsSigned(certificate, hub is null ? ClientUse : ServerUse)
        && (hub is null || certificate.MatchesHostname(hub));

    private bool IsSigned(X509Certificate2 certificate, string? use)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (use is not null)
        {
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(use));
        }

        return chain.Build(certificate);
    }
}
