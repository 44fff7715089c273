using Akka.Actor;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Vitrine.Hosts.Web;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>
/// The page's way into the cluster. It outlives the actor system: a node that is given up and joins again keeps its page.
/// </summary>
public sealed class ClusterGate
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private volatile Way? way;

    /// <summary>This node has an actor system.</summary>
    /// <param name="system">The node's actor system.</param>
    /// <param name="jobs">The way to the coordinator, wherever it is.</param>
    public void Join(ActorSystem system, IActorRef jobs)
    {
        var cluster = Akka.Cluster.Cluster.Get(system);
        Join(() => Membership.Of(cluster), jobs);
    }

    internal void Join(Func<IReadOnlyList<ClusterNode>> members, IActorRef jobs) => way = new Way(members, jobs);

    /// <summary>It has none any more.</summary>
    public void Leave() => way = null;

    /// <summary>The nodes, as this one sees them.</summary>
    /// <exception cref="RefusedException">It is in no cluster.</exception>
    internal IReadOnlyList<ClusterNode> Members() => Joined.Members();

    /// <summary>Asks the coordinator.</summary>
    /// <param name="question">A request in jobs.proto.</param>
    /// <param name="gone">Cancelled when nobody waits for the answer.</param>
    /// <exception cref="RefusedException">It refuses, with 404, or does not answer, with 503.</exception>
    internal async Task<T> AskAsync<T>(IMessage question, CancellationToken gone)
        where T : class, IMessage
    {
        try
        {
            return await Joined.Jobs.Ask<object>(question, Patience, gone) switch
            {
                T answer => answer,
                RequestRefused refused => throw new RefusedException(Sentence(refused.Reason))
                {
                    Status = StatusCodes.Status404NotFound,
                },
                var other => throw new InvalidOperationException(
                    $"{question.Descriptor.Name} was answered with {other}"
                ),
            };
        }
        catch (AskTimeoutException late)
        {
            throw new RefusedException(
                $"The cluster's coordinator has not answered for {Patience.TotalSeconds} s; it may be moving to another node.",
                late
            );
        }
    }

    private Way Joined =>
        way ?? throw new RefusedException("This node is about to join the cluster; try again in a moment.");

    private static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.";

    private sealed record Way(Func<IReadOnlyList<ClusterNode>> Members, IActorRef Jobs);
}
