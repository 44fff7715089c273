using Akka.Actor;
using Akka.Remote.Serialization;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.NodePort;

/// <summary>
/// How a node finds the coordinator: Akka's miscellaneous messages, less PoisonPill, Kill and all else that would end or make
/// actors. Only the coordinator's own actor is taken for it: Akka's proxy would send everything to whatever it is told.
/// </summary>
/// <param name="system">The actor system.</param>
public sealed class IdentitySerializer(ExtendedActorSystem system)
    : NarrowedSerializer(system, new MiscMessageSerializer(system), Manifests)
{
    // Identify, ActorIdentity, and the heartbeats of those that watch each other's actors.
    private static readonly string[] Manifests = ["ID", "AID", "RWHB", "RWHR"];

    private readonly ExtendedActorSystem owner = system;

    /// <inheritdoc />
    protected override bool IsTaken(object message) =>
        message is not ActorIdentity { Subject: { } subject } || Keeper.Of(owner).IsAt(subject);
}
