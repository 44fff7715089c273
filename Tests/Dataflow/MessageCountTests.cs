using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

/// <summary>How many messages one element costs, in a graph of the device's shape: source, stage, step, fork of two, step.</summary>
public sealed class MessageCountTests(SimulatedWorld world) : IClassFixture<SimulatedWorld>
{
    [Fact]
    public void An_element_with_nothing_to_do_in_the_branches_costs_twelve_messages() =>
        Assert.Equal(12, MessagesOfEach(busy: false), tolerance: 0.1);

    [Fact]
    public void Each_of_two_busy_branches_costs_six_more() =>
        Assert.Equal(24, MessagesOfEach(busy: true), tolerance: 0.1);

    /// <summary>The start and the end cost the same however many elements there are.</summary>
    private double MessagesOfEach(bool busy) => (Messages(300, busy) - Messages(100, busy)) / 200.0;

    private int Messages(int elements, bool busy)
    {
        world.Begin(new Random(1));
        var nodes = new Nodes();
        var fork = new Fork<Element>("fork")
            .Branch(element => busy ? element.Share() : null, Nodes.Stage("one"))
            .Branch(element => busy ? element.Share() : null, Nodes.Stage("other"))
            .Join(
                (element, one, other) =>
                {
                    one?.Dispose();
                    other?.Dispose();
                    return element;
                }
            );
        var graph = world.Start(
            Flow.From(nodes.Source(SourcePace.OnDemand, elements))
                .Via(Nodes.Stage("stage"))
                .Via(Step("step"))
                .Via(fork)
                .To(Step("last"))
        );
        world.RunToEnd(graph);
        Assert.Equal(elements, graph.Metrics["last"].Sent);
        return world.Handled;
    }

    private static StepNode<int, Element, Element> Step(string name) =>
        StageNode.Scan<int, Element, Element>(name, seed: 0, (count, element) => (count + 1, element));
}
