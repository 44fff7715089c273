using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Remote.Transport.DotNetty;

namespace Vitrine.Wire;

/// <summary>
/// TLS among those whose certificates one authority of their own signed, whatever else the machine trusts.
/// </summary>
public sealed class PrivateTls
{
    /// <summary>Turns TLS on.</summary>
    public const string Hocon = "akka.remote.dot-netty.tcp.enable-ssl = on";

    private readonly PrivateAuthority authority;
    private readonly X509Certificate2 own;

    private PrivateTls(PrivateAuthority authority, X509Certificate2 own) =>
        (this.authority, this.own) = (authority, own);

    /// <summary>Reads the three PEM files of a folder.</summary>
    /// <exception cref="BadInputException">One is missing or wrong, others can read the key, or the own certificate has expired.</exception>
    public static PrivateTls Read(string folder)
    {
        var tls = From(
            folder,
            $"{PrivateAuthority.AuthorityFile}, {PrivateAuthority.OwnFile} and {PrivateAuthority.KeyFile}",
            () => PrivateAuthority.ReadOwn(folder)
        );
        return tls.authority.FaultOf(tls.own) is { } fault
            ? throw new BadInputException($"--certificates '{folder}': {PrivateAuthority.OwnFile} {fault}")
            : tls;
    }

    /// <summary>Reads only the authority's file: for one that is known by a token, and shows a certificate of no worth.</summary>
    /// <exception cref="BadInputException">It is missing or wrong.</exception>
    public static PrivateTls ReadAuthority(string folder) => From(folder, PrivateAuthority.AuthorityFile, Throwaway);

    /// <summary>Both sides show certificates, which must be made for both.</summary>
    /// <param name="turnedAway">Takes the other side's address, and why its certificate was not taken; on any thread.</param>
    public DotNettySslSetup AmongNodes(Action<string, string> turnedAway) =>
        Setup(
            isMutual: true,
            shown => authority.Refusal(shown, host: null, PrivateAuthority.ServerUse, PrivateAuthority.ClientUse),
            turnedAway
        );

    /// <summary>This side alone shows a certificate.</summary>
    public DotNettySslSetup AsServer() =>
        Setup(isMutual: false, shown => shown is null ? "it shows no certificate" : null, (_, _) => { });

    /// <summary>The other side alone shows a certificate, which must bear the name that it is dialled by.</summary>
    /// <param name="host">That name.</param>
    /// <param name="turnedAway">As above.</param>
    public DotNettySslSetup AsClient(string host, Action<string, string> turnedAway) =>
        Setup(isMutual: false, shown => authority.Refusal(shown, host, PrivateAuthority.ServerUse), turnedAway);

    private static PrivateTls From(string folder, string files, Func<X509Certificate2> own)
    {
        try
        {
            return new(PrivateAuthority.Read(folder), own());
        }
        catch (InvalidDataException readable)
        {
            throw new BadInputException($"--certificates: {readable.Message}", readable);
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
        Func<X509Certificate2?, string?> refusal,
        Action<string, string> turnedAway
    ) =>
        new(
            own,
            suppressValidation: false,
            requireMutualAuthentication: isMutual,
            validateCertificateHostname: false,
            (shown, _, peer, _, _) =>
            {
                var fault = refusal(shown);
                if (fault is not null)
                {
                    turnedAway(peer, fault);
                }

                return fault is null;
            }
        );
}
