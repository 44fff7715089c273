using Akka.Actor;
using Akka.Configuration;
using Akka.Remote.Transport.DotNetty;
using Vitrine.Tests.Fleet.Hub;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

/// <summary>Nodes that speak TLS with certificates of an authority of their own.</summary>
public sealed class PrivateTlsTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<ActorSystem> systems = [];
    private readonly TaskCompletionSource<string> turnedAway = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Who_was_signed_by_the_authority_is_answered()
    {
        using var authority = TestCertificates.Authority();

        Assert.True(await Answers(Node("one", authority), Node("two", authority)));
    }

    [Fact]
    public async Task Who_was_signed_by_another_or_for_one_side_alone_or_shows_nothing_is_not()
    {
        using var authority = TestCertificates.Authority();
        using var strangers = TestCertificates.Authority();
        var node = Node("one", authority);

        Assert.False(await Answers(node, Node("strange", strangers)));
        Assert.False(await Answers(node, Node("device", authority, TestCertificates.ServerUse)));
        Assert.False(await Answers(node, Start("plain", null)));
        Assert.False(
            await Answers(
                node,
                Start("without", PrivateTls.ReadAuthority(folder["one"]).AsClient("127.0.0.1", (_, _) => { }))
            )
        );

        OneLine.Says(await Soon.Done(turnedAway.Task), "its certificate", "CN=");
        Assert.True(await Answers(node, Node("two", authority)));
    }

    [Fact]
    public void What_cannot_be_used_is_one_line()
    {
        using var authority = TestCertificates.Authority();
        TestCertificates.Issue(folder["old"], authority, until: -1);

        TestCertificates.Issue(folder["open"], authority);
        File.SetUnixFileMode(folder["open/own.key"], UnixFileMode.UserRead | UnixFileMode.GroupRead);

        OneLine.Says(Refused("open"), "--certificates", "own.key' can be read by others; run: chmod 600");
        OneLine.Says(Refused("old"), "--certificates", "own.crt is over");
        OneLine.Says(Refused("nowhere"), "must hold authority.crt, own.crt and own.key");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var system in systems)
        {
            await Soon.Done(system.Terminate());
        }

        folder.Dispose();
    }

    private string Refused(string name) =>
        Assert.Throws<BadInputException>(() => PrivateTls.Read(folder[name])).Message;

    private ActorSystem Node(
        string name,
        System.Security.Cryptography.X509Certificates.X509Certificate2 authority,
        string? use = null
    )
    {
        TestCertificates.Issue(folder[name], authority, use: use);
        return Start(name, PrivateTls.Read(folder[name]).AmongNodes((_, fault) => turnedAway.TrySetResult(fault)));
    }

    private ActorSystem Start(string name, DotNettySslSetup? tls)
    {
        var config = ConfigurationFactory.ParseString(
            $$"""
            akka { stdout-loglevel = OFF, loglevel = OFF, actor.provider = remote }
            akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
            {{(tls is null ? string.Empty : PrivateTls.Hocon)}}
            """
        );
        var setup = BootstrapSetup.Create().WithConfig(config);
        var system = tls is null ? ActorSystem.Create(name, config) : ActorSystem.Create(name, setup.And(tls));
        system.ActorOf(Props.Create(() => new Echo()), "echo");
        systems.Add(system);
        return system;
    }

    private static async Task<bool> Answers(ActorSystem node, ActorSystem dialler)
    {
        var address = ((ExtendedActorSystem)node).Provider.DefaultAddress;
        var own = ((ExtendedActorSystem)dialler).Provider.DefaultAddress.Protocol;
        try
        {
            return await dialler
                .ActorSelection($"{address.WithProtocol(own)}/user/echo")
                .Ask<string>(
                    "hello",
                    TimeSpan.FromSeconds(own is "akka.tcp" ? 1 : 3),
                    TestContext.Current.CancellationToken
                )
                is "hello";
        }
        catch (AskTimeoutException)
        {
            return false;
        }
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(said => Sender.Tell(said));
    }
}
