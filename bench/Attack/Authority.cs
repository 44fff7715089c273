using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>One that signs certificates.</summary>
internal sealed class Authority : IDisposable
{
    private readonly X509Certificate2 own;

    public Authority() => own = Make("CN=bench", authority: null, isAuthority: true, days: 9, []);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Signs one for loopback.</summary>
    /// <param name="name">Its common name.</param>
    /// <param name="days">From now to its end.</param>
    /// <param name="uses">Its extended key usages; none: any.</param>
    public X509Certificate2 Issue(string name, int days = 8, params string[] uses) =>
        Make($"CN={name}", own, isAuthority: false, days, uses);

    /// <summary>One that signed itself.</summary>
    public static X509Certificate2 SelfSigned(string name) =>
        Make($"CN={name}", authority: null, isAuthority: false, days: 8, []);

    /// <summary>One that another signed that is no authority.</summary>
    public static X509Certificate2 SignedBy(X509Certificate2 leaf, string name) =>
        Make($"CN={name}", leaf, isAuthority: false, days: 7, []);

    /// <summary>Writes the three files of a folder of certificates, and the same for programs that take others.</summary>
    public string Write(string folder, X509Certificate2 issued)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, PrivateAuthority.AuthorityFile), own.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, PrivateAuthority.OwnFile), issued.ExportCertificatePem());
        PrivateFile.Replace(
            Path.Combine(folder, PrivateAuthority.KeyFile),
            issued.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()
        );
        File.WriteAllBytes(Path.Combine(folder, "own.pfx"), issued.Export(X509ContentType.Pkcs12, "secret"));
        return folder;
    }

    public void Dispose() => own.Dispose();

    private static X509Certificate2 Make(
        string subject,
        X509Certificate2? authority,
        bool isAuthority,
        int days,
        string[] uses
    )
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (isAuthority)
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        }
        else
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
        }

        if (uses.Length > 0)
        {
            OidCollection oids = [.. uses.Select(use => new Oid(use))];
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, critical: false));
        }

        if (authority is null)
        {
            return Exportable(request.CreateSelfSigned(Now.AddDays(-9), Now.AddDays(days)));
        }

        // Whoever signs need not be an authority.
        var signer = X509SignatureGenerator.CreateForRSA(authority.GetRSAPrivateKey()!, RSASignaturePadding.Pkcs1);
        using var signed = request.Create(
            authority.SubjectName,
            signer,
            Now.AddDays(-8),
            Now.AddDays(days),
            RandomNumberGenerator.GetBytes(8)
        );
        return Exportable(signed.CopyWithPrivateKey(key));
    }

    private static X509Certificate2 Exportable(X509Certificate2 made)
    {
        using (made)
        {
            return X509CertificateLoader.LoadPkcs12(
                made.Export(X509ContentType.Pkcs12),
                password: null,
                X509KeyStorageFlags.Exportable
            );
        }
    }
}
