using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vitrine.Wire;

namespace Vitrine.Hosts.Web;

/// <summary>The certificate that https shows.</summary>
/// <param name="Leaf">The device's own, with its private key.</param>
/// <param name="Chain">Those behind it, as the file holds them.</param>
public sealed record TlsCertificate(X509Certificate2 Leaf, X509Certificate2Collection Chain)
{
    /// <summary>Reads it from the files that the settings name.</summary>
    /// <exception cref="BadInputException">A file is not given, missing, or no PEM; or the key is another's.</exception>
    public static TlsCertificate Load(AccessOptions access)
    {
        if (access is not { Certificate: { } certificate, Key: { } key })
        {
            throw new BadInputException(
                $"--http https://… needs a certificate: set {access.Names.Certificate} and {access.Names.Key} to its PEM files"
            );
        }

        return Load(certificate, key, access.Names.Certificate, access.Names.Key);
    }

    /// <summary>Reads it from two files.</summary>
    /// <param name="certificate">PEM file of the certificate and those behind it.</param>
    /// <param name="key">PEM file of its private key.</param>
    /// <param name="certificateName">What the operator calls the first.</param>
    /// <param name="keyName">What the operator calls the second.</param>
    /// <exception cref="BadInputException">A file is missing or no PEM, others can read the key, or it is another's.</exception>
    public static TlsCertificate Load(string certificate, string key, string certificateName, string keyName)
    {
        if (PrivateFile.FaultOf(key, isForGroup: true) is { } readable)
        {
            throw new BadInputException($"{keyName} {readable}");
        }

        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            return new TlsCertificate(X509Certificate2.CreateFromPemFile(certificate, key), chain);
        }
        catch (Exception unusable)
            when (unusable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new BadInputException(
                $"{certificateName} '{certificate}' with {keyName} '{key}' cannot be used: {unusable.Message}",
                unusable
            );
        }
    }
}
