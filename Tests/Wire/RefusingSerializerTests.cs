using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Vitrine.Dataflow;
using Vitrine.Tests.Vision;
using Vitrine.Vision;
using Vitrine.Vision.Counting;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class RefusingSerializerTests : IAsyncDisposable
{
    private readonly FramePool pool = new();
    private readonly ActorSystem system = ActorSystem.Create(
        "refusing",
        ConfigurationFactory
            .ParseString("akka { stdout-loglevel = OFF, loglevel = OFF, actor.serialize-messages = on }")
            .WithFallback(RefusingSerializer.Hocon)
    );

    [Fact]
    public void No_message_with_a_picture_in_it_becomes_bytes()
    {
        using var frame = pool.Plain();
        var picture = new Observation(frame);
        object[] messages =
        [
            frame,
            picture,
            new Parcel<Vitrine.Vision.Frame>(0, frame),
            new Parcel<Observation>(0, picture),
        ];

        Assert.All(
            messages,
            message =>
            {
                var refusal = Assert.Throws<NotSupportedException>(() => system.Serialization.Serialize(message));
                OneLine.Says(refusal.Message, message.GetType().ToString());
            }
        );
    }

    [Theory]
    [InlineData(typeof(Vitrine.Vision.Frame))]
    [InlineData(typeof(AggregateState))]
    [InlineData(typeof(Uri))]
    public void A_type_without_a_serializer_of_its_own_is_refused(Type type) =>
        Assert.IsType<RefusingSerializer>(system.Serialization.FindSerializerForType(type));

    [Fact]
    public void Bytes_that_claim_to_be_of_a_refused_type_are_refused_too() =>
        Assert.Throws<NotSupportedException>(() => system.Serialization.Deserialize([1, 2, 3], 7700, typeof(Uri)));

    [Fact]
    public async Task A_frame_told_to_an_actor_under_verification_is_refused_and_does_not_arrive()
    {
        var (arrived, refusals) = (new ConcurrentQueue<object>(), new ConcurrentQueue<object>());
        var actor = system.ActorOf(Props.Create(() => new Listener(arrived)));
        var log = system.ActorOf(Props.Create(() => new Listener(refusals)));
        system.EventStream.Subscribe(log, typeof(Error));
        using var frame = pool.Plain();
        actor.Tell(Harmless.Instance);
        await Soon.True(() => arrived.Count == 1);

        actor.Tell(frame);
        actor.Tell(Harmless.Instance);

        await Soon.True(() => arrived.Count == 2 && !refusals.IsEmpty);
        Assert.All(arrived, message => Assert.IsType<Harmless>(message));
        var refusal = Assert.IsType<Error>(Assert.Single(refusals));
        Assert.IsType<NotSupportedException>(refusal.Cause.GetBaseException());
    }

    public async ValueTask DisposeAsync()
    {
        await Soon.Done(system.Terminate());
        pool.Dispose();
    }

    private sealed class Listener(ConcurrentQueue<object> heard) : UntypedActor
    {
        protected override void OnReceive(object message) => heard.Enqueue(message);
    }

    private sealed class Harmless : INoSerializationVerificationNeeded
    {
        public static readonly Harmless Instance = new();
    }
}
