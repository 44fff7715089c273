using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>What those ask who may: by their answers a port is known to be there.</summary>
internal static class LegalQuestions
{
    /// <summary>A node that asks whether it may join.</summary>
    public static Question Node { get; } =
        new(
            "system/cluster/core/daemon",
            new Said(5, "Akka.Cluster.InternalClusterAction+InitJoin, Akka.Cluster", []),
            "InitJoinAck"
        );

    /// <summary>An operator of the cluster who asks for its workers.</summary>
    public static Question Client { get; } =
        new("user/jobs-proxy", Said.Of(new ListWorkers()), WorkerList.Descriptor.FullName)
        {
            Greeting = Said.Of(new Greet { Token = Targets.Operators }),
        };

    /// <summary>A reader who subscribes to windows.</summary>
    public static Question Subscriber { get; } =
        new("user/events", Said.Of(new Subscribe { Token = Targets.Readers }), WindowEvents.Descriptor.FullName);

    /// <summary>An operator of the hub who asks how the rollout stands.</summary>
    public static Question Operator(string token) =>
        new("user/operators", Said.Of(new ShowRollout { Token = token }), RolloutStatus.Descriptor.FullName);
}
