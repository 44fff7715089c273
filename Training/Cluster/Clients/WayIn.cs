using Akka.Actor;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Clients;

/// <summary>A node's actor system while it is in the cluster.</summary>
/// <param name="System">The actor system.</param>
/// <param name="Jobs">The way to the coordinator, wherever it is.</param>
internal sealed record WayIn(ActorSystem System, IActorRef Jobs)
{
    /// <summary>An actor there that stands for a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="peers">Who is connected.</param>
    public IActorRef RelayOf(IActorRef client, Peers peers)
    {
        var jobs = Jobs;
        return System.ActorOf(Props.Create(() => new WatchRelay(jobs, client, peers)));
    }
}
