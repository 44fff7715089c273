using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Vitrine.Bench.Attack;

/// <summary>The attacker's side of TLS: takes whatever the other side shows.</summary>
/// <param name="Shown">Its own certificate; null: none.</param>
/// <param name="Chain">Certificates to send with it.</param>
public sealed record PeerTls(X509Certificate2? Shown, X509Certificate2Collection? Chain = null)
{
    /// <summary>Shakes hands.</summary>
    /// <exception cref="IOException">The other side hung up, or does not take the certificate.</exception>
    public async Task<Stream> OverAsync(Stream plain)
    {
        var tls = new SslStream(plain);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "localhost",
                    ClientCertificateContext = Shown is null
                        ? null
                        : SslStreamCertificateContext.Create(Shown, Chain, offline: true),
                    RemoteCertificateValidationCallback = (_, served, _, _) => served is not null,
                }
            );
            return tls;
        }
        catch (AuthenticationException refused)
        {
            await tls.DisposeAsync();
            throw new IOException(refused.Message, refused);
        }
    }
}
