using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

/// <summary>A stage forgets when it is restarted; a step remembers.</summary>
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
    public void A_step_that_throws_loses_its_input_and_leaves_the_state_as_it_was()
    {
        var graph = RunToEnd(CountingSteps());

        Assert.Equal([1, 2, 3, 4, 5], counted);
        Assert.Equal([0, 1, 3, 4, 5], nodes.Arrived);
        Assert.Equal((1, 0), (graph.Metrics["counting"].Failed, graph.Metrics["counting"].Restarts));
    }

    [Fact]
    public void Each_start_of_a_graph_begins_with_the_seed()
    {
        var graph = Graph(CountingSteps());
        world.Begin(new Random(1));
        world.RunToEnd(world.Start(graph));
        var first = counted.Count;
        world.RunToEnd(world.Start(graph));

        Assert.Equal((5, 1), (first, counted[0]));
    }

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

    private StepNode<int, Element, Element> CountingSteps() =>
        StageNode.Scan<int, Element, Element>(
            "counting",
            seed: 0,
            (count, element) =>
            {
                ThrowAt(2, element);
                counted.Add(count + 1);
                return (count + 1, element);
            }
        );

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
        var graph = RunToEnd(stage with { Supervision = RestartAtOnce });
        Assert.Equal(1, graph.Metrics["counting"].Restarts);
    }

    private RunningGraph RunToEnd(ISubFlow<Element, Element> node)
    {
        world.Begin(new Random(1));
        var graph = world.Start(Graph(node));
        world.RunToEnd(graph);
        Assert.Equal(0, nodes.Pool.Outstanding);
        return graph;
    }

    private Graph Graph(ISubFlow<Element, Element> node) =>
        Flow.From(nodes.Source(SourcePace.OnDemand, count: 6)).Via(node).To(nodes.Last());
}
