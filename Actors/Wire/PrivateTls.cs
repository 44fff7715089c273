using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Remote.Transport.DotNetty;

namespace Vitrine.Wire;

/// <summary>
/// TLS among those whose certificates one authority of their own signed, whatever else the machine trusts.
/// </summary>
public sealed class PrivateTls
{
    /// <summary>The authority's certificate.</summary>
    public const string AuthorityFile = "authority.crt";

    /// <summary>The own certificate.</summary>
    public const string OwnFile = "own.crt";

    /// <summary>Its private key.</summary>
    public const string KeyFile = "own.key";

    /// <summary>Turns TLS on.</summary>
    public const string Hocon = "akka.remote.dot-netty.tcp.enable-ssl = on";

    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";
    private readonly X509Certificate2 authority;
    private readonly X509Certificate2 own;

    private PrivateTls(X509Certificate2 authority, X509Certificate2 own) =>
        (this.authority, this.own) = (authority, own);

    /// <summary>Reads the three PEM files of a folder.</summary>
    /// <exception cref="BadInputException">One is missing or wrong, or the own certificate is over.</exception>
    public static PrivateTls Read(string folder)
    {
        var tls = From(
            folder,
            $"{AuthorityFile}, {OwnFile} and {KeyFile}",
            () => X509Certificate2.CreateFromPemFile(Path.Combine(folder, OwnFile), Path.Combine(folder, KeyFile))
        );
        return tls.FaultOf(tls.own, uses: []) is { } fault
            ? throw new BadInputException($"--certificates '{folder}': {OwnFile} {fault}")
            : tls;
    }

    /// <summary>Reads only the authority's file: for one that is known by a token, and shows a certificate of no worth.</summary>
    /// <exception cref="BadInputException">It is missing or wrong.</exception>
    public static PrivateTls ReadAuthority(string folder) => From(folder, AuthorityFile, Throwaway);

    /// <summary>Both sides show certificates, which must be made for both.</summary>
    /// <param name="turnedAway">Takes the other side's address, and why its certificate was not taken; on any thread.</param>
    public DotNettySslSetup AmongNodes(Action<string, string> turnedAway) =>
        Setup(isMutual: true, shown => FaultOf(shown, [ServerUse, ClientUse]), turnedAway);

    /// <summary>This side alone shows a certificate.</summary>
    public DotNettySslSetup AsServer() => Setup(isMutual: false, _ => null, (_, _) => { });

    /// <summary>The other side alone shows a certificate, which must bear the name that it is dialled by.</summary>
    /// <param name="host">That name.</param>
    /// <param name="turnedAway">As above.</param>
    public DotNettySslSetup AsClient(string host, Action<string, string> turnedAway) =>
        Setup(
            isMutual: false,
            shown =>
                FaultOf(shown, [ServerUse])
                ?? (shown.MatchesHostname(host) ? null : $"does not bear the name '{host}'"),
            turnedAway
        );

    private static PrivateTls From(string folder, string files, Func<X509Certificate2> own)
    {
        try
        {
            return new(X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, AuthorityFile)), own());
        }
        catch (Exception bad) when (bad is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                $"--certificates '{folder}' must hold {files}: {SingleLine.Of(bad.Message)}",
                bad
            );
        }
    }

    private static X509Certificate2 Throwaway()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            now.AddDays(-1),
            now.AddYears(1)
        );
    }

    private DotNettySslSetup Setup(
        bool isMutual,
        Func<X509Certificate2, string?> faultOf,
        Action<string, string> turnedAway
    ) =>
        new(
            own,
            suppressValidation: false,
            requireMutualAuthentication: isMutual,
            validateCertificateHostname: false,
            (shown, _, peer, _, _) =>
            {
                var fault = FaultOf(shown, faultOf);
                if (fault is not null)
                {
                    turnedAway(peer, fault);
                }

                return fault is null;
            }
        );

    private static string? FaultOf(X509Certificate2? shown, Func<X509Certificate2, string?> faultOf)
    {
        if (shown is null)
        {
            return "it shows no certificate";
        }

        try
        {
            return faultOf(shown) is { } fault
                ? $"its certificate '{SingleLine.Of(shown.Subject, SingleLine.OfPeer)}' {fault}"
                : null;
        }
        catch (CryptographicException unreadable)
        {
            return $"its certificate cannot be read: {SingleLine.Of(unreadable.Message, SingleLine.OfPeer)}";
        }
    }

    private string? FaultOf(X509Certificate2 shown, string[] uses)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // A stranger's certificate may name any address to fetch more from.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        foreach (var use in uses)
        {
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(use));
        }

        return chain.Build(shown) ? null
            : chain.ChainStatus.All(one => one.Status is X509ChainStatusFlags.NotTimeValid)
                ? "is over, or not valid yet"
            : chain.ChainStatus.All(one => one.Status is X509ChainStatusFlags.NotValidForUsage)
                ? "is not made for this side of a link (extendedKeyUsage)"
            : $"was not signed by {AuthorityFile}";
    }
}
