using Akka.Actor;

namespace Vitrine.Training.Cluster;

/// <summary>Time passes.</summary>
internal sealed class Tick : INoSerializationVerificationNeeded
{
    private Tick() { }

    public static Tick Instance { get; } = new();
}
