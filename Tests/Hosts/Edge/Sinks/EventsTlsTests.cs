using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Configuration;
using Vitrine.Windows.Subscriptions;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

/// <summary>
/// The port over TLS. A test cannot make the machine trust a certificate, so the chain is not looked at where the rest is tried.
/// </summary>
public sealed class EventsTlsTests : IDisposable
{
    private const string Unchecked = "suppress-validation = on";
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_TLS_too_windows_come()
    {
        var tls = Tls(Unchecked);
        await using var port = await OpenPort.Open(windows: 3, operators: tls);
        await using var client = new EventsClient(port.Address, after: 0, more: tls);

        var page = await Soon.Done(client.Pages.ReadAsync(Stop).AsTask());

        Assert.Equal([1, 2, 3], page.Windows.Select(window => window.Sequence));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_said()
    {
        await using var port = await OpenPort.Open(windows: 3, operators: Tls(Unchecked));
        await using var client = new EventsClient(port.Address, after: 0, more: Tls());

        OneLine.Says((await Lost(client)).Message, "certificate");
    }

    [Fact]
    public async Task A_client_without_TLS_says_that_it_is_not_answered()
    {
        await using var port = await OpenPort.Open(windows: 3, operators: Tls(Unchecked));
        await using var client = new EventsClient(port.Address, after: 0);

        OneLine.Says((await Lost(client)).Message);
    }

    public void Dispose() => folder.Dispose();

    private static async Task<EdgeLostException> Lost(EventsClient client) =>
        await Assert.ThrowsAsync<EdgeLostException>(() => Soon.Done(client.Pages.WaitToReadAsync(Stop).AsTask()));

    private Config Tls(string more = "")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=vitrine", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = Path.Combine(folder.Path, $"{Guid.NewGuid():n}.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, "secret"));
        return ConfigurationFactory.ParseString(
            $$"""
            akka.remote.dot-netty.tcp {
              enable-ssl = on
              ssl {
                certificate { path = "{{file}}", password = "secret" }
                {{more}}
              }
            }
            """
        );
    }
}
