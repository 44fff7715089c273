using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Vitrine.Protocol;
using Vitrine.Rollout.Device;
using Vitrine.Training.Rollout.Hub;
using Xunit;

namespace Vitrine.Tests.Training.Rollout;

/// <summary>Who gets an answer from a hub that asks for certificates.</summary>
public sealed class RolloutTlsTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly X509Certificate2 authority = Authority();
    private readonly RolloutHub hub;

    public RolloutTlsTests()
    {
        Issue(folder["hub/tls"], authority);
        hub = RolloutHub.Start(new HubAddress("127.0.0.1", 0), folder["hub"], TimeProvider.System, _ => { });
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Who_has_no_certificate_or_a_wrong_one_gets_nothing_and_harms_nobody()
    {
        using var strangers = Authority();
        Issue(folder["own"], authority);
        Issue(folder["strange"], strangers);
        File.Copy(folder["own/authority.crt"], folder["strange/authority.crt"], overwrite: true);
        Assert.True(await Answers(LinkTls.Read(folder["own"])));

        Assert.False(await Answers(null));
        Assert.Throws<InvalidDataException>(() => LinkTls.Read(folder["strange"]));
        Issue(folder["strange"], strangers);
        Assert.False(await Answers(LinkTls.Read(folder["strange"])));

        Assert.True(await Answers(LinkTls.Read(folder["own"])));
        Assert.False(hub.Ended.IsCompleted);
    }

    [Fact]
    public async Task The_hub_itself_hangs_up_on_a_wrong_an_expired_and_no_certificate_and_on_rubbish()
    {
        using var strangers = Authority();
        Issue(folder["own"], authority);
        Issue(folder["strange"], strangers);
        Issue(folder["old"], authority, until: Now.AddDays(-1));

        Assert.True(await Keeps(Certificate("own")));
        Assert.False(await Keeps(Certificate("strange")));
        Assert.False(await Keeps(Certificate("old")));
        Assert.False(await Keeps(null));
        await Rubbish("GET / HTTP/1.1\r\n\r\n");
        await Rubbish(new string('x', 100_000));

        Assert.True(await Answers(LinkTls.Read(folder["own"])));
    }

    [Fact]
    public void A_certificate_that_is_over_or_missing_is_said_before_anything_starts()
    {
        Issue(folder["old"], authority, until: Now.AddDays(-1));

        OneLine.Says(Refused("old").Message, "own.crt", "is over");
        OneLine.Says(Refused("nowhere").Message, "nowhere", "authority.crt");
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        authority.Dispose();
        folder.Dispose();
    }

    private InvalidDataException Refused(string name) =>
        Assert.Throws<InvalidDataException>(() => LinkTls.Read(folder[name]));

    private async Task<bool> Answers(LinkTls? tls)
    {
        var token = await File.ReadAllTextAsync(folder["hub/operator.token"], TestContext.Current.CancellationToken);
        await using var client = new OperatorClient(hub.Address, TimeProvider.System, tls)
        {
            Patience = TimeSpan.FromSeconds(1),
        };
        try
        {
            await client.AskAsync(new ShowRollout { Token = token }, TestContext.Current.CancellationToken);
            return true;
        }
        catch (BadInputException)
        {
            return false;
        }
    }

    private X509Certificate2 Certificate(string name) =>
        X509Certificate2.CreateFromPemFile(folder[$"{name}/own.crt"], folder[$"{name}/own.key"]);

    /// <summary>Whether the hub, for a second, does not hang up on somebody who takes it for what it says it is.</summary>
    private async Task<bool> Keeps(X509Certificate2? certificate)
    {
        using var socket = new TcpClient(hub.Address.Host, hub.Address.Port);
        await using var tls = new SslStream(socket.GetStream());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = hub.Address.Host,
                    ClientCertificates = certificate is null ? [] : [certificate],
                    RemoteCertificateValidationCallback = (_, served, _, _) => served is not null,
                },
                TestContext.Current.CancellationToken
            );
            return await tls.ReadAsync(new byte[1], patience.Token) > 0;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            return false;
        }
        finally
        {
            certificate?.Dispose();
        }
    }

    private async Task Rubbish(string text)
    {
        using var socket = new TcpClient(hub.Address.Host, hub.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fleet", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Now.AddDays(-9), Now.AddDays(9));
    }

    private static void Issue(string folder, X509Certificate2 authority, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=hub or device", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var own = request.Create(authority, Now.AddDays(-8), until ?? Now.AddDays(8), [1, 2, 3, 4]);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, LinkTls.AuthorityFile), authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, LinkTls.OwnFile), own.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, LinkTls.KeyFile), key.ExportPkcs8PrivateKeyPem());
    }
}
