using System.Threading.Channels;
using Akka.Actor;
using Akka.Remote;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Fleet;
using Vitrine.Tests.Wire;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet;

/// <summary>A link over Akka.Remote on loopback, to a hub that answers everything with a lease.</summary>
public sealed class HubLinkTests : IAsyncDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly ActorSystem device = ActorSystem.Create(
        "device",
        "akka { loglevel = OFF, stdout-loglevel = OFF }"
    );
    private readonly Channel<object> received = Channel.CreateUnbounded<object>();
    private readonly HubLink link;
    private readonly IActorRef receiver;
    private ActorSystem hub = Listen(port: 0);

    public HubLinkTests()
    {
        link = new HubLink(new HubAddress("127.0.0.1", Port), HubAddress.Devices, clock);
        receiver = device.ActorOf(Props.Create(() => new Receiver(received.Writer)));
        link.Attach(receiver);
    }

    private int Port => ((ExtendedActorSystem)hub).Provider.DefaultAddress.Port!.Value;

    [Fact]
    public async Task A_hub_that_was_away_is_dialled_anew_without_being_asked_to()
    {
        await Answered();
        var port = Port;
        await Soon.Done(hub.Terminate());
        hub.Dispose();
        hub = Listen(port);

        Assert.Equal(LinkRenewed.Instance, await Next());
        await Answered();
    }

    [Fact]
    public async Task A_hub_that_has_quarantined_it_is_dialled_by_somebody_new()
    {
        await Answered();
        var (old, uid) = (link.System!, AddressUidExtension.Uid(link.System));
        var provider = (IRemoteActorRefProvider)((ExtendedActorSystem)hub).Provider;
        provider.Quarantine(((ExtendedActorSystem)old).Provider.DefaultAddress, uid);

        link.Send(new DeviceState { Device = "shop-1" });
        Assert.Equal(LinkRenewed.Instance, await Next());
        Assert.NotSame(old, link.System);
        await Answered();
    }

    [Fact]
    public async Task A_link_that_cannot_be_made_is_said_and_tried_again()
    {
        var attempts = 0;
        await using var troubled = new HubLink(
            new HubAddress("127.0.0.1", Port),
            HubAddress.Devices,
            clock,
            _ =>
                ++attempts == 2
                    ? throw new IOException("too\nbusy")
                    : ActorSystem.Create(HubAddress.System, RemoteClient.Settings("device"))
        );
        troubled.Attach(receiver);
        await troubled.System!.Terminate();

        Assert.Equal(new LinkFailed("too busy"), await Next());
        Assert.Equal(LinkRenewed.Instance, await Next());
    }

    public async ValueTask DisposeAsync()
    {
        await link.DisposeAsync();
        await device.Terminate();
        await hub.Terminate();
        device.Dispose();
        hub.Dispose();
    }

    private async Task Answered()
    {
        link.Send(new DeviceState { Device = "shop-1" });
        Assert.IsType<Lease>(
            await Soon.Done(received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask())
        );
    }

    /// <summary>What comes next, however long the link waits for it.</summary>
    private async Task<object> Next()
    {
        object? next = null;
        await Soon.True(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return received.Reader.TryRead(out next);
        });
        return next!;
    }

    private static ActorSystem Listen(int port)
    {
        var system = TestPort.Open(port);
        system.ActorOf(Props.Create(() => new Answering()), HubAddress.Devices);
        return system;
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering() => Receive<DeviceState>(_ => Sender.Tell(new Lease { Seconds = 30 }));
    }

    private sealed class Receiver : ReceiveActor
    {
        public Receiver(ChannelWriter<object> received) => ReceiveAny(message => received.TryWrite(message));
    }
}
