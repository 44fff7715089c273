using System.Runtime.Serialization;
using Akka.Actor;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class ProtocolSerializerTests : IAsyncDisposable
{
    private readonly ActorSystem system = ActorSystem.Create("test", ProtocolSerializer.Hocon);

    public async ValueTask DisposeAsync()
    {
        await system.Terminate();
        system.Dispose();
    }

    [Fact]
    public void A_message_comes_back_as_it_went_out()
    {
        var sent = new Subscribe { After = 17, Token = "secret" };
        var serializer = Assert.IsType<ProtocolSerializer>(system.Serialization.FindSerializerFor(sent));

        var back = serializer.FromBinary(serializer.ToBinary(sent), serializer.Manifest(sent));

        Assert.Equal(sent, back);
    }

    [Fact]
    public void The_manifest_carries_the_version() =>
        Assert.Equal("vitrine.events.v1.Ack", Serializer.Manifest(new Ack()));

    [Fact]
    public void A_message_that_no_proto_file_of_ours_describes_is_refused() =>
        Assert.Throws<NotSupportedException>(() =>
            Serializer.ToBinary(new Google.Protobuf.WellKnownTypes.StringValue { Value = "no" })
        );

    [Fact]
    public void An_unknown_manifest_is_refused() =>
        Assert.Throws<SerializationException>(() => Serializer.FromBinary([], "vitrine.events.v9.Subscribe"));

    [Fact]
    public void Malformed_bytes_are_refused() =>
        Assert.Throws<SerializationException>(() => Serializer.FromBinary([255, 255], "vitrine.events.v1.Subscribe"));

    private ProtocolSerializer Serializer => new((ExtendedActorSystem)system);
}
