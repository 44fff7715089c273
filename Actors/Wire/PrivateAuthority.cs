using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Vitrine.Wire;

/// <summary>The one authority whose certificates are taken, whatever else the machine trusts.</summary>
/// <param name="certificate">The authority's own.</param>
public sealed class PrivateAuthority(X509Certificate2 certificate)
{
    /// <summary>The file of the authority's certificate, in a folder of PEM files.</summary>
    public const string AuthorityFile = "authority.crt";

    /// <summary>The file of the own certificate, which the authority signed.</summary>
    public const string OwnFile = "own.crt";

    /// <summary>The file of its private key.</summary>
    public const string KeyFile = "own.key";

    /// <summary>The extended key usages of the side that is dialled, and of the one that dials.</summary>
    public const string ServerUse = "1.3.6.1.5.5.7.3.1",
        ClientUse = "1.3.6.1.5.5.7.3.2";

    private const X509ChainStatusFlags Unsigned =
        X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotSignatureValid;

    /// <summary>The authority of a folder.</summary>
    /// <exception cref="CryptographicException">Its file is missing or wrong.</exception>
    public static PrivateAuthority Read(string folder) =>
        new(X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, AuthorityFile)));

    /// <summary>The own certificate of a folder, with its key.</summary>
    /// <exception cref="CryptographicException">A file is wrong.</exception>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">Others can read the key.</exception>
    public static X509Certificate2 ReadOwn(string folder)
    {
        var key = Path.Combine(folder, KeyFile);
        return PrivateFile.FaultOf(key) is { } readable
            ? throw new InvalidDataException($"private key {readable}")
            : X509Certificate2.CreateFromPemFile(Path.Combine(folder, OwnFile), key);
    }

    /// <summary>Why a peer is turned away, in one line; null: it is not.</summary>
    /// <param name="shown">The certificate that it shows, if any.</param>
    /// <param name="host">The name that it must bear; null: any.</param>
    /// <param name="uses">See <see cref="FaultOf"/>.</param>
    public string? Refusal(X509Certificate2? shown, string? host, params ReadOnlySpan<string> uses)
    {
        if (shown is null)
        {
            // Akka refuses it itself, before it asks.
            return "it shows no certificate";
        }

        try
        {
            var fault =
                FaultOf(shown, uses)
                ?? (host is null || shown.MatchesHostname(host) ? null : $"does not bear the name '{host}'");
            return fault is null
                ? null
                : $"its certificate '{SingleLine.Of(shown.Subject, SingleLine.OfPeer)}' {fault}";
        }
        catch (CryptographicException unreadable)
        {
            return $"its certificate cannot be read: {SingleLine.Of(unreadable.Message, SingleLine.OfPeer)}";
        }
    }

    /// <summary>What speaks against a certificate; null: nothing.</summary>
    /// <param name="shown">The certificate.</param>
    /// <param name="uses">The extended key usages that it needs, object identifiers; none: any will do.</param>
    /// <returns>The rest of a sentence that begins with the certificate.</returns>
    public string? FaultOf(X509Certificate2 shown, params ReadOnlySpan<string> uses)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // A stranger's certificate may name any address to fetch more from.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        foreach (var use in uses)
        {
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(use));
        }

        return chain.Build(shown) ? null : Tell(shown, chain);
    }

    private static string Tell(X509Certificate2 shown, X509Chain chain)
    {
        var now = chain.ChainPolicy.VerificationTime;
        var faults = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        return faults switch
        {
            _ when (faults & Unsigned) is not X509ChainStatusFlags.NoError => $"was not signed by {AuthorityFile}",
            X509ChainStatusFlags.NotTimeValid when now > shown.NotAfter => $"is over since {Utc(shown.NotAfter)}",
            X509ChainStatusFlags.NotTimeValid when now < shown.NotBefore =>
                $"is not valid before {Utc(shown.NotBefore)}",
            X509ChainStatusFlags.NotTimeValid => "was signed by an authority that is itself not valid now",
            X509ChainStatusFlags.NotValidForUsage => "is not made for this side of a link (extendedKeyUsage)",
            _ => $"is not taken ({faults})",
        };
    }

    private static string Utc(DateTime time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
