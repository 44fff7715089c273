using System.Reflection;
using System.Runtime.CompilerServices;
using Akka.Actor;
using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Device;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Hosts.Edge;
using Vitrine.Pipelines;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Windows;
using Xunit;

namespace Vitrine.Tests.Wire;

/// <summary>Whatever can hold a picture and can be a message is marked, so that no serializer takes it.</summary>
public sealed class LocalOnlyTests
{
    private static readonly PictureReach Pictures = new();

    /// <summary>Records that no actor is told: how a fork and a step are made, what a hub serves to whom, and the places of what one node holds.</summary>
    private static readonly Type[] Blueprints =
    [
        typeof(ForkNode<,,,>),
        typeof(StepNode<,,>),
        typeof(ServingState<,>),
        .. typeof(Parcel<>)
            .Assembly.GetTypes()
            .Where(type => type is { Name: "Place", DeclaringType.Name: "InFlight`2" }),
    ];

    private static readonly Type[] Types =
    [
        .. new[]
        {
            typeof(Graph),
            typeof(Frame),
            typeof(WindowFeed),
            typeof(HubAddress),
            typeof(DeviceActor),
            typeof(EdgePipeline),
            typeof(EdgeHost),
        }
            .SelectMany(known => known.Assembly.GetTypes())
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute))),
    ];

    [Fact]
    public void Every_record_that_can_hold_a_picture_is_local_only()
    {
        var holders = Types.Where(IsRecord).Where(Pictures.From).ToArray();

        Assert.Contains(typeof(Parcel<>), holders);
        NoneUnmarked(holders.Except(Blueprints));
    }

    [Fact]
    public void Everything_that_stages_and_sources_hand_on_and_that_can_hold_a_picture_is_local_only()
    {
        var handedOn = Types.SelectMany(HandedOn).Distinct().ToArray();

        Assert.Contains(typeof(Frame), handedOn);
        Assert.Contains(typeof(Observation), handedOn);
        Assert.Contains(typeof(Votes), handedOn);
        NoneUnmarked(handedOn.Where(Pictures.From));
    }

    [Fact]
    public void Everything_that_is_made_of_a_lease_and_is_no_actor_stage_or_owner_is_local_only()
    {
        // Who owns the picture's memory is not a message; who owns a lease on it can be one.
        var holders = Types.Where(type => FieldsOf(type).Any(field => IsLease(field.FieldType)));

        Assert.Contains(typeof(Frame), holders);
        NoneUnmarked(holders);
    }

    [Fact]
    public void What_the_engine_says_to_itself_is_internal_or_an_event_for_the_process()
    {
        var unverified = Types.Where(typeof(INoSerializationVerificationNeeded).IsAssignableFrom).ToArray();

        Assert.Contains(unverified, type => type.Name is "Request");
        Assert.All(
            unverified.Where(type => type.IsVisible),
            type => Assert.True(typeof(NodeEvent).IsAssignableFrom(type), $"{type} is public")
        );
    }

    [Fact]
    public void A_record_that_has_native_memory_prints_none_of_it()
    {
        // A log may print a message whose memory another thread frees: reading it would end the process.
        var owners = Types.Where(IsRecord).Where(type => FieldsOf(type).Any(field => field.FieldType == typeof(Mat)));

        Assert.NotEmpty(owners);
        Assert.All(
            owners,
            type =>
                Assert.False(
                    type.GetMethod(nameof(ToString), [])!.IsDefined(typeof(CompilerGeneratedAttribute)),
                    $"{type} prints its picture"
                )
        );
    }

    [Fact]
    public void Votes_hold_no_picture()
    {
        Assert.False(Pictures.From(typeof(Votes)));
        Assert.True(Pictures.From(typeof(Holder)));
        Assert.True(Pictures.From(typeof(List<Mat[]>)));
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod(
            "PrintMembers",
            BindingFlags.Instance | BindingFlags.NonPublic,
            [typeof(System.Text.StringBuilder)]
        )
            is not null;

    private static IEnumerable<Type> HandedOn(Type type) =>
        type.GetInterfaces()
            .Where(i => i.IsGenericType)
            .Where(i =>
                i.GetGenericTypeDefinition() == typeof(IStage<,>) || i.GetGenericTypeDefinition() == typeof(ISource<>)
            )
            .SelectMany(i => i.GetGenericArguments())
            .Where(argument => !argument.IsGenericParameter);

    private static FieldInfo[] FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    private static bool IsLease(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Lease<>);

    private static void NoneUnmarked(IEnumerable<Type> holders)
    {
        var unmarked = holders.Where(type => !typeof(ILocalOnly).IsAssignableFrom(type)).ToArray();
        Assert.True(
            unmarked.Length == 0,
            "not ILocalOnly: " + string.Join(", ", unmarked.Select(type => type.FullName))
        );
    }

    private sealed record Holder(IReadOnlyDictionary<int, Frame> Frames);
}
