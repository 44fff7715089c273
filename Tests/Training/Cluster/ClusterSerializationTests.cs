using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Coordination;
using Akka.Serialization;
using Vitrine.Jobs;
using Vitrine.Training.Cluster;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>Whatever nodes say to each other has a Protobuf serializer, Akka's own or ours; all else is refused.</summary>
public sealed class ClusterSerializationTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ActorSystem system;

    public ClusterSerializationTests()
    {
        var options = OwnAddress.Of(
            new NodeOptions
            {
                Store = folder["store"],
                Cache = folder["cache"],
                Port = 0,
            }
        );
        system = ActorSystem.Create(
            NodeAddress.System,
            ConfigurationFactory
                .ParseString("akka { stdout-loglevel = OFF, loglevel = OFF }")
                .WithFallback(ClusterHocon.Of(options, [], new JobStore(options.Store)))
                .WithFallback(ClusterSingleton.DefaultConfig())
                .WithFallback(LeaseProvider.DefaultConfig())
        );
    }

    [Fact]
    public void What_crosses_has_a_serializer_and_none_is_Newtonsofts()
    {
        var marked = new[] { typeof(Akka.Cluster.Cluster), typeof(ClusterSingletonManager) }
            .SelectMany(known => known.Assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false })
            .Where(type => type.GetInterfaces().Any(i => i.Name is "IClusterMessage" or "IClusterSingletonMessage"))
            .ToArray();

        Assert.Contains(marked, type => type.Name is "GossipEnvelope");
        Assert.Contains(marked, type => type.Name.StartsWith("HandOver", StringComparison.Ordinal));
        Assert.All(
            marked,
            type => Assert.IsNotType<RefusingSerializer>(system.Serialization.FindSerializerForType(type))
        );
        Assert.All(
            marked.Append(typeof(object)).Append(typeof(AssignJob)).Append(typeof(QueueSnapshot)),
            type => Assert.IsNotType<NewtonSoftJsonSerializer>(system.Serialization.FindSerializerForType(type))
        );
        Assert.IsType<ProtocolSerializer>(system.Serialization.FindSerializerForType(typeof(AssignJob)));
        Assert.IsType<RefusingSerializer>(system.Serialization.FindSerializerForType(typeof(Uri)));
    }

    public async ValueTask DisposeAsync()
    {
        await Soon.Done(system.Terminate());
        folder.Dispose();
    }
}
