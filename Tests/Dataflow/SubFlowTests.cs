using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class SubFlowTests(SimulatedWorld world) : IClassFixture<SimulatedWorld>
{
    private readonly Nodes nodes = new();
    private readonly List<string> joined = [];

    [Fact]
    public void Branches_of_several_stages_with_results_of_different_types_meet_again()
    {
        world.Begin(new Random(1)).SlowDown("letters", TimeSpan.FromMilliseconds(10));
        var graph = Start(new Fork<Element>("fork").Branch(Word, Twice()).Branch(Word, Length()).Join<Element>(Join));
        world.RunToEnd(graph);

        Assert.Equal(["0: 0000 2", "1: 1111 2", "2: 2222 2", "3: 3333 2"], joined);
        Assert.Equal([0, 1, 2, 3], nodes.Arrived);
        Assert.Equal(
            ["source", "fork", "twice", "again", "letters", "length", "last"],
            graph.Metrics.Nodes.Select(n => n.Name)
        );
    }

    [Fact]
    public void A_stage_that_fails_within_a_branch_leaves_only_that_result_out()
    {
        world.Begin(new Random(1));
        var failing = StageNode.Map<string, string>(
            "failing",
            word => word.StartsWith('2') ? throw new SkipElementException("two") : word
        );
        var graph = Start(
            new Fork<Element>("fork").Branch(Word, failing.Via(Twice())).Branch(Word, Length()).Join<Element>(Join)
        );
        world.RunToEnd(graph);

        Assert.Equal(["0: 0000 2", "1: 1111 2", "2:  2", "3: 3333 2"], joined);
        Assert.Equal((1, 0), (graph.Metrics["failing"].Failed, graph.Metrics["fork"].Failed));
        Assert.Equal(1, graph.Metrics["again"].Empty);
    }

    [Fact]
    public void A_branch_may_fork_again()
    {
        world.Begin(new Random(1));
        var inner = new ForkNode<string, string, string, string>(
            "inner",
            [StageNode.Map<string, string>("a", w => w + "a"), StageNode.Map<string, string>("b", w => w + "b")],
            (word, _) => word,
            (_, results) => string.Concat(results)
        );
        var graph = Start(new Fork<Element>("fork").Branch(Word, inner).Branch(Word, Length()).Join<Element>(Join));
        world.RunToEnd(graph);

        Assert.Equal(["0: 00a00b 2", "1: 11a11b 2", "2: 22a22b 2", "3: 33a33b 2"], joined);
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    [Fact]
    public void A_row_of_nodes_holds_what_its_nodes_hold_and_a_fork_what_it_has_split()
    {
        var row = Nodes.Stage("one").Via(Nodes.Stage("two") with { Workers = 3, Waiting = 2 });
        var fork = new Fork<Element>("fork") { Capacity = 3 }
            .Branch(Word, Twice())
            .Branch(Word, Length());

        Assert.Equal(2 + 5, row.Capacity);
        Assert.Equal(
            // A source by the clock reads one while another waits; the last stage holds two.
            2 + 7 + 3 + 2,
            Flow.From(nodes.Source(SourcePace.Live)).Via(row).Via(fork.Join<Element>(Join)).To(nodes.Last()).PoolSize
        );
    }

    [Fact]
    public void Nodes_are_asked_for_by_the_key_that_made_them()
    {
        var key = new NodeKey<Element, Element>("keyed");
        world.Begin(new Random(1));
        var stage = key.Stage(() => new FakeStage<Element, Element>(_ => throw new SkipElementException("bad")));
        var graph = world.Start(Flow.From(nodes.Source(SourcePace.OnDemand, count: 3)).Via(stage).To(nodes.Last()));
        world.RunToEnd(graph);

        Assert.Equal(3, graph.Metrics[key].Failed);
        Assert.Equal(3, world.Events.Count(key.Names));
        Assert.Null(graph.Metrics.Find(new NodeKey("nobody")));
        Assert.Equal("keyed", key.ToString());
    }

    private static string Word(Element element) => $"{element.Number}{element.Number}";

    private static ISubFlow<string, string> Twice() =>
        StageNode
            .Map<string, string>("twice", word => word)
            .Via(StageNode.Map<string, string>("again", word => word + word));

    private static ISubFlow<string, WordLength> Length() =>
        StageNode
            .Map<string, char[]>("letters", word => word.ToCharArray())
            .Via(StageNode.Map<char[], WordLength>("length", letters => new WordLength(letters.Length)));

    private Element Join(Element element, string? word, WordLength? length)
    {
        joined.Add($"{element.Number}: {word} {length?.Letters}");
        return element;
    }

    private RunningGraph Start(ISubFlow<Element, Element> fork) =>
        world.Start(Flow.From(nodes.Source(SourcePace.OnDemand, count: 4)).Via(fork).To(nodes.Last()));

    private sealed record WordLength(int Letters);
}
