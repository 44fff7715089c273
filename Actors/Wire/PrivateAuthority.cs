using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Vitrine.Fleet;

/// <summary>The one authority whose certificates are taken, whatever else the machine trusts.</summary>
internal sealed class LinkAuthority(X509Certificate2 certificate)
{
    private const X509ChainStatusFlags Unsigned =
        X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotSignatureValid;

    /// <summary>What speaks against a certificate; null: nothing.</summary>
    /// <param name="shown">The certificate.</param>
    /// <param name="use">The extended key usage that it needs, an object identifier; null: any.</param>
    /// <returns>The rest of a sentence that begins with the certificate.</returns>
    public string? FaultOf(X509Certificate2 shown, string? use)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // A stranger's certificate may name any address to fetch more from.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (use is not null)
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
            _ when (faults & Unsigned) is not X509ChainStatusFlags.NoError =>
                $"was not signed by {LinkTls.AuthorityFile}",
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
