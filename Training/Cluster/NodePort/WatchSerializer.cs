using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Remote.Serialization;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.NodePort;

/// <summary>
/// How nodes watch each other's actors: of Akka's system messages those three alone. The others would suspend, end or restart
/// any actor, and make an exception of any type; and no peer may tell that an actor of this node has ended.
/// </summary>
/// <param name="system">The actor system.</param>
public sealed class WatchSerializer(ExtendedActorSystem system)
    : NarrowedSerializer(system, new SystemMessageSerializer(system), types: Types)
{
    private static readonly Type[] Types = [typeof(Watch), typeof(Unwatch), typeof(DeathWatchNotification)];

    /// <inheritdoc />
    protected override bool IsTaken(object message) =>
        message is not DeathWatchNotification { Actor: var ended } || ended is IInternalActorRef { IsLocal: false };
}
