using System.Runtime.Serialization;
using Google.Protobuf;
using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Queue;

/// <summary>A queue as no coordinator wrote it, as its database would give it back.</summary>
public sealed class DamagedQueueTests
{
    [Fact]
    public void No_mutation_of_it_breaks_otherwise_than_a_damaged_database_does()
    {
        var serializer = new ProtocolSerializer(system: null!);
        var snapshot = new QueueSnapshot { Newest = 2 };
        snapshot.Jobs.Add(
            new JobRecord
            {
                Queued = new JobQueued { Id = "1-ab", Number = 1, Key = "key" },
                State = JobState.Queued,
            }
        );
        foreach (var damaged in Mutations.Of(snapshot.ToByteArray(), seed: 21))
        {
            try
            {
                var read = (QueueSnapshot)serializer.FromBinary(damaged, QueueSnapshot.Descriptor.FullName);
                Assert.True(QueueSnapshots.Queue(read).Open <= read.Jobs.Count);
            }
            catch (SerializationException)
            {
                // Akka.Persistence ends the coordinator with it.
            }
        }
    }
}
