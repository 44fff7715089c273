using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class ForkTests(SimulatedWorld world) : IClassFixture<SimulatedWorld>
{
    private readonly Nodes nodes = new();
    private readonly List<string> joined = [];

    [Fact]
    public void A_fork_waits_for_its_slowest_branch_and_joins_by_element()
    {
        world.Begin(new Random(1)).SlowDown("slow", TimeSpan.FromMilliseconds(100));
        var graph = Start(Fork(Nodes.Stage("quick"), Nodes.Stage("slow")));
        world.RunToEnd(graph);

        Assert.Equal(["0: 0 0", "1: 1 1", "2: 2 2", "3: 3 3", "4: 4 4", "5: 5 5"], joined);
        Assert.Equal(Enumerable.Range(0, 6), nodes.Arrived);
        Assert.True(world.Now > TimeSpan.FromMilliseconds(600));
    }

    [Fact]
    public void A_failed_branch_leaves_its_result_out_and_the_element_lives()
    {
        world.Begin(new Random(1));
        var failing = Nodes.Stage("failing", n => _ = n % 2 == 1 ? throw new SkipElementException("odd") : n);
        var graph = Start(Fork(Nodes.Stage("healthy"), failing));
        world.RunToEnd(graph);

        Assert.Equal(["0: 0 0", "1: 1 -", "2: 2 2", "3: 3 -", "4: 4 4", "5: 5 -"], joined);
        Assert.Equal(Enumerable.Range(0, 6), nodes.Arrived);
        Assert.Equal(3, graph.Metrics["failing"].Failed);
        Assert.Equal(0, graph.Metrics["fork"].Failed);
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    [Fact]
    public void A_branch_with_nothing_to_do_is_not_asked()
    {
        world.Begin(new Random(1));
        var fork = Fork(Nodes.Stage("all"), Nodes.Stage("some"));
        var graph = Start(fork with { Split = (e, branch) => branch == 0 || e.Number > 3 ? e.Share() : null });
        world.RunToEnd(graph);

        Assert.Equal(["0: 0 -", "1: 1 -", "2: 2 -", "3: 3 -", "4: 4 4", "5: 5 5"], joined);
        Assert.Equal(2, graph.Metrics["some"].Received);
    }

    [Theory]
    [InlineData("split")]
    [InlineData("join")]
    public void An_element_that_cannot_be_split_or_joined_is_skipped_and_counted(string what)
    {
        world.Begin(new Random(1));
        var fork = Fork(Nodes.Stage("one"), Nodes.Stage("other"));
        var bad = new InvalidOperationException("bad element");
        var graph = Start(
            fork with
            {
                Split = (e, branch) =>
                    what.Equals("split", StringComparison.Ordinal) && e.Number == 2 && branch == 1
                        ? throw bad
                        : e.Share(),
                Join = (e, results) =>
                    what.Equals("join", StringComparison.Ordinal) && e.Number == 2 ? throw bad : fork.Join(e, results),
            }
        );
        world.RunToEnd(graph);

        Assert.Equal([0, 1, 3, 4, 5], nodes.Arrived);
        Assert.Equal(1, graph.Metrics["fork"].Failed);
        Assert.Equal([new ElementSkipped("fork", 2, bad)], world.Events);
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    [Fact]
    public void Stopping_does_not_wait_for_the_back_off_of_a_branch()
    {
        world.Begin(new Random(1));
        var broken = Nodes.Stage("broken", _ => throw new InvalidOperationException("broken"));
        var graph = Start(
            Fork(Nodes.Stage("healthy"), broken with { Supervision = SupervisionOptions.ReconnectForEver })
        );
        world.Settle();
        Assert.False(graph.Ended.IsCompleted);
        graph.Stop();
        world.Settle();

        Assert.True(graph.Ended.IsCompletedSuccessfully);
        Assert.Equal(TimeSpan.Zero, world.Now);
        Assert.Equal(nodes.Arrived.Count, graph.Metrics["source"].Sent);
    }

    private ForkNode<Element, Element, Element, Element> Fork(params StageNode<Element, Element>[] branches) =>
        new("fork", branches, (element, _) => element.Share(), Join);

    private Element Join(Element element, IReadOnlyList<Element?> results)
    {
        joined.Add($"{element.Number}: {string.Join(' ', results.Select(r => r is null ? "-" : $"{r.Number}"))}");
        results.OfType<Element>().ToList().ForEach(r => r.Dispose());
        return element;
    }

    private RunningGraph Start(ForkNode<Element, Element, Element, Element> fork) =>
        world.Start(Flow.From(nodes.Source(SourcePace.OnDemand, count: 6)).Via(fork).To(nodes.Last()));
}
