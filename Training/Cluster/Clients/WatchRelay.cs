using Akka.Actor;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Clients;

/// <summary>
/// Stands for a client in the node's actor system: the coordinator, on another node perhaps, could not answer an actor of the
/// port's. In: <see cref="FromClient"/>, handed on to the coordinator; what the coordinator says, handed on to the client.
/// Ends when neither has said anything for a minute.
/// </summary>
internal sealed class WatchRelay : ReceiveActor
{
    /// <summary>How long it waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="jobs">The way to the coordinator.</param>
    /// <param name="client">The client.</param>
    /// <param name="peers">Who is connected.</param>
    public WatchRelay(IActorRef jobs, IActorRef client, Peers peers)
    {
        Receive<FromClient>(asked => jobs.Tell(asked.Said, Self));
        Receive<IMessage>(said => client.Tell(said, ActorRefs.NoSender), _ => peers.Has(client));
        Receive<ReceiveTimeout>(_ => Context.Stop(Self));
        SetReceiveTimeout(Patience);
    }

    /// <summary>A client's message.</summary>
    internal sealed record FromClient(IMessage Said) : INoSerializationVerificationNeeded;
}
