using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vitrine.Fleet;
using Vitrine.Wire;

namespace Vitrine.Tests.Fleet.Hub;

/// <summary>Certificates for both sides of a link on loopback, in folders that <see cref="LinkTls"/> reads.</summary>
internal static class TestCertificates
{
    /// <summary>The extended key usage of a hub's certificate.</summary>
    public const string ServerUse = "1.3.6.1.5.5.7.3.1";

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>The one that a folder holds.</summary>
    public static X509Certificate2 Of(string folder) =>
        X509Certificate2.CreateFromPemFile(
            Path.Combine(folder, PrivateAuthority.OwnFile),
            Path.Combine(folder, PrivateAuthority.KeyFile)
        );

    /// <summary>One that signs others.</summary>
    public static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fleet", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Now.AddDays(-9), Now.AddDays(9));
    }

    /// <summary>Signs one.</summary>
    /// <param name="folder">Where it goes, with its key and the authority's certificate; made if missing.</param>
    /// <param name="authority">Signs it.</param>
    /// <param name="until">Days from now to its end; it began eight days ago.</param>
    /// <param name="use">Its one extended key usage; null: any.</param>
    /// <param name="address">Whose it is.</param>
    /// <param name="name">Its common name.</param>
    public static void Issue(
        string folder,
        X509Certificate2 authority,
        int until = 8,
        string? use = null,
        string address = "127.0.0.1",
        string name = "hub or device"
    )
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        if (use is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        }

        using var own = request.Create(authority, Now.AddDays(-8), Now.AddDays(until), [1, 2, 3, 4]);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, PrivateAuthority.AuthorityFile), authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, PrivateAuthority.OwnFile), own.ExportCertificatePem());
        PrivateFile.Replace(Path.Combine(folder, PrivateAuthority.KeyFile), key.ExportPkcs8PrivateKeyPem());
    }
}
