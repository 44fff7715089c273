using Akka.Actor;
using Vitrine.Fleet;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

/// <summary>A port on loopback, and who dials it.</summary>
public sealed class PeersTests : IAsyncDisposable
{
    private readonly ActorSystem port = TestPort.Open();
    private readonly ActorSystem client = ActorSystem.Create("client", RemoteClient.Settings("client"));

    private Peers Peers => Peers.Of(port);

    private ActorSelection Devices
    {
        get
        {
            var provider = ((ExtendedActorSystem)port).Provider;
            return client.ActorSelection($"{provider.DefaultAddress}/user/{HubAddress.Devices}");
        }
    }

    [Fact]
    public async Task Who_dialled_before_any_actor_was_there_to_hear_of_it_is_answered_and_whoever_hangs_up_is_not()
    {
        var caller = client.ActorOf(Props.Create(() => new Silent()));
        await Soon.True(() =>
        {
            Devices.Tell(new PullRefused(), caller);
            return Peers.Count == 1;
        });
        var heard = new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously);
        port.ActorOf(Props.Create(() => new Late(heard)), HubAddress.Devices);

        Devices.Tell(new PullRefused(), caller);

        var peer = await Soon.Done(heard.Task);
        Assert.True(Peers.Has(peer));
        await client.Terminate();
        await Soon.True(() => Peers.Count == 0);
        Assert.False(Peers.Has(peer));
    }

    [Fact]
    public void Who_is_in_this_process_has_no_need_to_dial_and_nobody_is_nobody()
    {
        Assert.True(Peers.Has(port.ActorOf(Props.Create(() => new Silent()))));
        Assert.False(Peers.Has(ActorRefs.Nobody));
    }

    [Fact]
    public void An_address_that_somebody_wrote_into_a_message_has_no_connection()
    {
        var provider = ((ExtendedActorSystem)port).Provider;

        Assert.False(Peers.Has(provider.ResolveActorRef("akka.tcp://somebody@192.0.2.1:80/user/anybody")));
    }

    public async ValueTask DisposeAsync()
    {
        await client.Terminate();
        await port.Terminate();
        client.Dispose();
        port.Dispose();
    }

    private sealed class Silent : ReceiveActor;

    private sealed class Late : ReceiveActor
    {
        public Late(TaskCompletionSource<IActorRef> heard) => Receive<PullRefused>(_ => heard.TrySetResult(Sender));
    }
}
