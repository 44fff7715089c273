using Akka;
using Akka.Actor;

namespace Vitrine.Training.Cluster.Work;

/// <summary>Asks a worker to stop working and give its job back. Answered with <see cref="Done"/>.</summary>
public sealed class LeaveWork : INoSerializationVerificationNeeded
{
    private LeaveWork() { }

    /// <summary>The message.</summary>
    public static LeaveWork Instance { get; } = new();
}
