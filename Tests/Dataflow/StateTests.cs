using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

/// <summary>What a restart does to a stage's state is said by its blueprint.</summary>
public sealed class StateTests(SimulatedWorld world) : IClassFixture<SimulatedWorld>
{
    private static readonly SupervisionOptions RestartAtOnce = new() { RestartAfter = 1, DegradeAfter = null };
    private readonly Nodes nodes = new();
    private readonly List<int> counted = [];
    private int made;
    private int disposed;

    [Fact]
    public void A_restart_makes_a_new_stage_that_remembers_nothing()
    {
        Run(new StageNode<Element, Element>("counting", Counting));

        Assert.Equal([1, 2, 1, 2, 3], counted);
        Assert.Equal((2, 2), (made, disposed));
    }

    [Fact]
    public void A_kept_stage_outlives_restarts_and_is_disposed_of_once_at_the_end()
    {
        Run(StageNode.Kept("counting", Counting));

        Assert.Equal([1, 2, 4, 5, 6], counted);
        Assert.Equal((1, 1), (made, disposed));
    }

    [Fact]
    public void A_scan_keeps_its_state_across_restarts_and_a_step_that_throws_does_not_change_it()
    {
        Run(
            StageNode.Scan<int, Element, Element>(
                "counting",
                seed: 0,
                (count, element) =>
                {
                    ThrowAt(2, element);
                    counted.Add(count + 1);
                    return (count + 1, element);
                }
            )
        );

        Assert.Equal([1, 2, 3, 4, 5], counted);
        Assert.Equal([0, 1, 3, 4, 5], nodes.Arrived);
    }

    [Fact]
    public void Each_start_of_a_graph_makes_its_own_kept_stage()
    {
        var graph = Graph(StageNode.Kept("counting", Counting));
        world.Begin(new Random(1));
        world.RunToEnd(world.Start(graph));
        world.RunToEnd(world.Start(graph));

        Assert.Equal((2, 2), (made, disposed));
    }

    [Fact]
    public void Several_workers_cannot_keep_one_stage() =>
        Assert.Throws<ArgumentException>(() => Graph(StageNode.Kept("counting", Counting) with { Workers = 2 }));

    [Fact]
    public void A_stage_made_early_says_before_the_start_what_cannot_work() =>
        Assert.Throws<FileNotFoundException>(() =>
            new StageNode<Element, Element>("broken", () => throw new FileNotFoundException()).MadeEarly()
        );

    [Fact]
    public void The_stage_made_early_is_the_first_to_work_and_a_restart_makes_another()
    {
        var node = new StageNode<Element, Element>("counting", Counting).MadeEarly();
        Assert.Equal(1, made);
        Run(node);

        Assert.Equal([1, 2, 1, 2, 3], counted);
        Assert.Equal((2, 2), (made, disposed));
    }

    private static void ThrowAt(int number, Element element)
    {
        if (element.Number == number)
        {
            throw new InvalidOperationException("bad stage");
        }
    }

    /// <summary>Counts before it throws, so that a kept stage keeps also that.</summary>
    private FakeStage<Element, Element> Counting()
    {
        made++;
        var count = 0;
        return new FakeStage<Element, Element>(
            element =>
            {
                count++;
                ThrowAt(2, element);
                counted.Add(count);
                return element;
            },
            () => disposed++
        );
    }

    private void Run(StageNode<Element, Element> stage)
    {
        world.Begin(new Random(1));
        var graph = world.Start(Graph(stage));
        world.RunToEnd(graph);
        Assert.Equal(1, graph.Metrics["counting"].Restarts);
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    private Graph Graph(StageNode<Element, Element> stage) =>
        Flow.From(nodes.Source(SourcePace.OnDemand, count: 6))
            .Via(stage with { Supervision = RestartAtOnce })
            .To(nodes.Last());
}
