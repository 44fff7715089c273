using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class GraphTests(SimulatedWorld world) : IClassFixture<SimulatedWorld>
{
    private readonly Nodes nodes = new();

    [Fact]
    public async Task A_node_that_breaks_ends_the_graph_with_its_cause_and_every_lease_comes_back()
    {
        world.Begin(new Random(1));
        var defect = new InvalidOperationException("cannot be given back");
        var graph = world.Start(
            Flow.From(nodes.Source(SourcePace.OnDemand))
                .Via(Nodes.Stage("stage") with { Waiting = 3 })
                .To(new StageNode<Element, Bomb>("last", () => new FakeStage<Element, Bomb>(e => new Bomb(e, defect))))
        );
        world.Settle();

        var cause = await Assert.ThrowsAsync<InvalidOperationException>(() => graph.Ended);
        Assert.Same(defect, cause);
        Assert.Equal([new NodeBroke("last", defect)], world.Events);
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    [Fact]
    public void Two_nodes_may_not_have_one_name()
    {
        world.Begin(new Random(1));
        var graph = Flow.From(nodes.Source(SourcePace.OnDemand)).Via(Nodes.Stage("last")).To(nodes.Last());
        Assert.Throws<ArgumentException>(() => world.Start(graph));
    }

    [Fact]
    public void A_blueprint_can_be_started_again()
    {
        var graph = Flow.From(nodes.Source(SourcePace.OnDemand, count: 3)).To(nodes.Last());
        world.Begin(new Random(1));
        world.RunToEnd(world.Start(graph));
        world.RunToEnd(world.Start(graph));
        Assert.Equal([0, 1, 2], nodes.Arrived);
    }

    private sealed record Bomb(Element Element, Exception Defect) : IDisposable
    {
        public void Dispose()
        {
            Element.Dispose();
            throw Defect;
        }
    }
}
