using Akka.Actor;

namespace Vitrine.Training.Cluster;

/// <summary>Sent to the coordinator when another node takes over: it ends once what it decided is written.</summary>
public sealed class StopCoordinator : INoSerializationVerificationNeeded
{
    private StopCoordinator() { }

    /// <summary>The message.</summary>
    public static StopCoordinator Instance { get; } = new();
}
