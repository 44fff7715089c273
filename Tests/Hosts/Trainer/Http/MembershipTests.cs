using Vitrine.Hosts.Trainer.Http;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer.Http;

public sealed class MembershipTests
{
    [Fact]
    public void Workers_stand_beside_their_nodes_and_one_without_a_node_is_told_of_as_away()
    {
        var members = new[] { Node("a-b:1"), Node("c:2") };

        var nodes = Membership.WithWorkers(members, [Worker("c:2-9f"), Worker("a-b:1-77"), Worker("lost:3-x")]);

        Assert.Equal(["a-b:1", "c:2", "lost:3"], nodes.Select(node => node.Address));
        Assert.Equal(["a-b:1-77", "c:2-9f", "lost:3-x"], nodes.Select(node => Assert.Single(node.Workers).Worker));
        Assert.Equal(["up", "up", "away"], nodes.Select(node => node.Status));
    }

    private static ClusterNode Node(string address) => new() { Address = address, Status = "up" };

    private static WorkerSummary Worker(string name) => new() { Worker = name };
}
