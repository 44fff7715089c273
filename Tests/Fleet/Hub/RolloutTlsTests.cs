using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

/// <summary>Who gets an answer from a hub that asks for certificates.</summary>
public sealed class RolloutTlsTests : IAsyncDisposable
{
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(0.5);
    private readonly TemporaryFolder folder = new();
    private readonly X509Certificate2 authority = TestCertificates.Authority();
    private readonly ConcurrentQueue<string> said = [];
    private readonly RolloutHub hub;

    public RolloutTlsTests()
    {
        TestCertificates.Issue(folder["hub/tls"], authority);
        hub = RolloutHub.Start(new HubAddress("127.0.0.1", 0), folder["hub"], TimeProvider.System, said.Enqueue);
    }

    [Fact]
    public async Task Who_has_no_certificate_or_a_wrong_one_gets_nothing_and_harms_nobody()
    {
        using var strangers = TestCertificates.Authority();
        TestCertificates.Issue(folder["own"], authority);
        TestCertificates.Issue(folder["strange"], strangers);
        File.Copy(folder["own/authority.crt"], folder["strange/authority.crt"], overwrite: true);
        Assert.True(await Answers(LinkTls.Read(folder["own"])));

        Assert.False(await Answers(null, Shortly));
        Assert.Throws<InvalidDataException>(() => LinkTls.Read(folder["strange"]));
        TestCertificates.Issue(folder["strange"], strangers);
        Assert.False(await Answers(LinkTls.Read(folder["strange"]), Shortly));

        Assert.True(await Answers(LinkTls.Read(folder["own"])));
        Assert.False(hub.Ended.IsCompleted);
    }

    [Fact]
    public async Task The_hub_itself_hangs_up_on_a_wrong_an_expired_and_no_certificate_and_on_rubbish()
    {
        using var strangers = TestCertificates.Authority();
        TestCertificates.Issue(folder["own"], authority);
        TestCertificates.Issue(folder["strange"], strangers);
        TestCertificates.Issue(folder["old"], authority, until: -1);

        Assert.True(await Keeps(TestCertificates.Of(folder["own"]), TimeSpan.FromSeconds(1)));
        Assert.False(await Keeps(TestCertificates.Of(folder["strange"]), Soon.Deadline));
        Assert.False(await Keeps(TestCertificates.Of(folder["old"]), Soon.Deadline));
        Assert.False(await Keeps(null, Soon.Deadline));
        Assert.True(await HangsUpOn("GET / HTTP/1.1\r\n\r\n"));
        Assert.True(await HangsUpOn(new string('x', 100_000)));

        Assert.True(await Answers(LinkTls.Read(folder["own"])));
    }

    [Fact]
    public async Task The_operator_is_told_who_was_turned_away_and_why_and_not_more_often_than_can_be_read()
    {
        using var strangers = TestCertificates.Authority();
        TestCertificates.Issue(folder["strange"], strangers);
        TestCertificates.Issue(folder["old"], authority, until: -1);
        TestCertificates.Issue(folder["hub's"], authority, use: TestCertificates.ServerUse);

        foreach (var name in new[] { "strange", "old", "hub's", "old" })
        {
            Assert.False(await Keeps(TestCertificates.Of(folder[name]), Soon.Deadline));
        }

        Assert.Collection(
            said,
            line =>
                OneLine.Says(line, "turned away", "127.0.0.1", "'CN=hub or device' was not signed by authority.crt"),
            line => OneLine.Says(line, "turned away", "'CN=hub or device' is over since"),
            line => OneLine.Says(line, "turned away", "'CN=hub or device' is not made for this side of a link")
        );
    }

    [Fact]
    public async Task Who_dials_a_hub_by_a_name_that_its_certificate_does_not_bear_is_told_so()
    {
        TestCertificates.Issue(folder["own"], authority);
        await using var client = new OperatorClient(
            hub.Address with
            {
                Host = "localhost",
            },
            TimeProvider.System,
            LinkTls.Read(folder["own"])
        )
        {
            Patience = TimeSpan.FromSeconds(2),
        };

        var refused = await Assert.ThrowsAsync<BadInputException>(() =>
            client.AskAsync(new ShowRollout(), TestContext.Current.CancellationToken)
        );

        OneLine.Says(refused.Message, "cannot be dialled", "its certificate", "does not bear the name 'localhost'");
    }

    [Fact]
    public void A_certificate_that_is_over_or_missing_is_said_before_anything_starts()
    {
        TestCertificates.Issue(folder["old"], authority, until: -1);

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

    private Task<bool> Answers(LinkTls tls) => Answers(tls, Soon.Deadline);

    private async Task<bool> Answers(LinkTls? tls, TimeSpan patience)
    {
        var token = await File.ReadAllTextAsync(folder["hub/operator.token"], TestContext.Current.CancellationToken);
        await using var client = new OperatorClient(hub.Address, TimeProvider.System, tls) { Patience = patience };
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

    /// <summary>Whether the hub, for a while, does not hang up on somebody who takes it for what it says it is.</summary>
    private async Task<bool> Keeps(X509Certificate2? certificate, TimeSpan length)
    {
        using var socket = new TcpClient(hub.Address.Host, hub.Address.Port);
        await using var tls = new SslStream(socket.GetStream());
        using var patience = new CancellationTokenSource(length);
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

    private async Task<bool> HangsUpOn(string rubbish)
    {
        using var socket = new TcpClient(hub.Address.Host, hub.Address.Port);
        try
        {
            var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(rubbish), TestContext.Current.CancellationToken);
            // It may answer with a few bytes, but in the end it does not wait for more.
            await Soon.Done(stream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
            return true;
        }
        catch (IOException)
        {
            // A reset is an end too.
            return true;
        }
    }
}
