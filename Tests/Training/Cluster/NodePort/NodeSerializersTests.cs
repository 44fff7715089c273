using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Tools.Singleton.Serialization;
using Akka.Dispatch.SysMsg;
using Akka.Remote.Serialization;
using Akka.Serialization;
using Vitrine.Tests.Wire;
using Vitrine.Training.Cluster.NodePort;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.NodePort;

/// <summary>What a node's port knows.</summary>
public sealed class NodeSerializersTests : IAsyncDisposable
{
    private readonly NodeSystem node = new();

    private Serialization Serialization => node.System.Serialization;

    [Fact]
    public void It_knows_the_protocols_serializer_and_what_nodes_need_and_no_other()
    {
        Type[] expected =
        [
            typeof(ClusterSerializer),
            typeof(ClusterSingletonMessageSerializer),
            typeof(IdentitySerializer),
            typeof(PrimitiveSerializers),
            typeof(ProtocolSerializer),
            typeof(RefusingNullSerializer),
            typeof(RefusingSerializer),
            typeof(SelectionSerializer),
            typeof(WatchSerializer),
        ];
        Assert.Equal(expected.Select(type => type.Name), KnownSerializers.Of(node.System));
    }

    [Theory]
    [InlineData(5, "Akka.Cluster.ClusterUserAction+Down, Akka.Cluster")]
    [InlineData(5, "Akka.Cluster.Routing.ClusterRouterPool, Akka.Cluster")]
    [InlineData(16, "PP")]
    [InlineData(16, "K")]
    [InlineData(16, "CF")]
    [InlineData(22, "Akka.Dispatch.SysMsg.Terminate, Akka")]
    [InlineData(22, "Akka.Dispatch.SysMsg.Recreate, Akka")]
    public void Of_Akkas_own_messages_those_that_order_something_are_refused(int serializer, string manifest) =>
        Assert.Contains(
            "was refused",
            Assert.Throws<SerializationException>(() => Serialization.Deserialize([], serializer, manifest)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void No_peer_tells_that_an_actor_of_this_node_has_ended()
    {
        var own = node.System.ActorOf(Props.Create(() => new Nothing()));
        var others = ((ExtendedActorSystem)node.System).Provider.ResolveActorRef(
            "akka.tcp://vitrine@192.0.2.1:1/user/x"
        );

        Assert.IsType<DeathWatchNotification>(Back(new DeathWatchNotification(others, true, false)));
        Assert.Throws<SerializationException>(() => Back(new DeathWatchNotification(own, true, false)));
    }

    [Fact]
    public async Task Only_the_coordinators_own_actor_on_the_node_that_keeps_the_queue_is_taken_for_it()
    {
        await Soon.True(() => node.IsUp);
        var provider = ((ExtendedActorSystem)node.System).Provider;
        var here = provider.ResolveActorRef($"akka.tcp://vitrine@{node.Address}/user/jobs/jobs");
        var elsewhere = provider.ResolveActorRef("akka.tcp://vitrine@192.0.2.1:1/user/jobs/jobs");
        var another = provider.ResolveActorRef($"akka.tcp://vitrine@{node.Address}/user/jobs-proxy");

        Assert.IsType<ActorIdentity>(Back(new ActorIdentity("id", here)));
        Assert.IsType<ActorIdentity>(Back(new ActorIdentity("id", null)));
        Assert.Throws<SerializationException>(() => Back(new ActorIdentity("id", elsewhere)));
        Assert.Throws<SerializationException>(() => Back(new ActorIdentity("id", another)));
    }

    [Fact]
    public void Questions_inside_one_another_are_refused_before_they_fill_the_stack()
    {
        var question = new Identify(new Identify(new Identify("id")));

        Assert.Throws<SerializationException>(() => Back(question));
        Assert.Equal("id", ((Identify)Back(new Identify("id"))).MessageId);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    private object Back(object message)
    {
        var serializer = Assert.IsAssignableFrom<NarrowedSerializer>(Serialization.FindSerializerFor(message));
        return serializer.FromBinary(serializer.ToBinary(message), serializer.Manifest(message));
    }

    private sealed class Nothing : ReceiveActor;
}
