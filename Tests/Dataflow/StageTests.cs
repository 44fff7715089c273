using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class StageTests(SimulatedWorld world) : IClassFixture<SimulatedWorld>
{
    private static readonly SourcePace TenPerSecond = SourcePace.Every(TimeSpan.FromMilliseconds(100));
    private readonly Nodes nodes = new();

    [Fact]
    public void A_stage_that_throws_on_every_tenth_element_loses_only_those_and_is_never_restarted()
    {
        world.Begin(new Random(1));
        var graph = Start(
            nodes.Source(SourcePace.OnDemand, count: 100),
            Nodes.Stage("stage", n => _ = n % 10 == 9 ? throw new InvalidOperationException("tenth") : n)
        );
        world.RunToEnd(graph);

        Assert.Equal(Enumerable.Range(0, 100).Where(n => n % 10 != 9), nodes.Arrived);
        Assert.Equal(10, graph.Metrics["stage"].Failed);
        Assert.Equal(0, graph.Metrics["stage"].Restarts);
        Assert.Equal(
            Enumerable.Range(0, 10).Select(n => 10L * n + 9),
            world.Events.Cast<ElementSkipped>().Select(e => e.Ticket)
        );
    }

    [Fact]
    public void A_stage_may_skip_bad_elements_for_ever_without_being_restarted()
    {
        world.Begin(new Random(1));
        var graph = Start(
            nodes.Source(SourcePace.OnDemand, count: 50),
            Nodes.Stage("stage", _ => throw new SkipElementException("bad"))
        );
        world.RunToEnd(graph);

        Assert.Equal(50, graph.Metrics["stage"].Failed);
        Assert.Equal(50, world.Events.OfType<ElementSkipped>().Count());
        Assert.Equal(50, world.Events.Count);
    }

    [Fact]
    public void A_stage_that_always_throws_restarts_with_back_off_then_degrades_and_recovers_when_it_is_well()
    {
        var broken = true;
        world.Begin(new Random(1));
        var graph = Start(
            nodes.Source(TenPerSecond),
            Nodes.Stage("stage", _ => _ = broken ? throw new InvalidOperationException("broken") : 0)
        );
        world.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(
            ["skip", "skip", "restart 0.2", "restart 0.4", "restart 0.8", "restart 1.6", "degrade 30"],
            world.Events.Select(Describe),
            StringComparer.Ordinal
        );
        Assert.Equal(1, graph.Metrics["stage"].Degraded);

        var (failed, sent, empty) = (
            graph.Metrics["stage"].Failed,
            graph.Metrics["source"].Sent,
            graph.Metrics["last"].Empty
        );
        world.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(failed + 100, graph.Metrics["stage"].Failed);
        Assert.Equal(sent + 100, graph.Metrics["source"].Sent);
        Assert.Equal(empty + 100, graph.Metrics["last"].Empty);
        Assert.Empty(nodes.Arrived);

        world.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal("degrade 30", Describe(world.Events[^1]));
        Assert.Equal(8, world.Events.Count); // It was tried once more.

        broken = false;
        world.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal("recover", Describe(world.Events[^1]));
        Assert.Equal(9, world.Events.Count);
        Assert.Equal(0, graph.Metrics["stage"].Degraded);
        Assert.NotEmpty(nodes.Arrived);
    }

    [Fact]
    public void Workers_side_by_side_keep_the_order()
    {
        var workedOutOfOrder = false;
        for (var seed = 0; seed < 50; seed++)
        {
            var nodesOfSeed = new Nodes();
            var worked = new List<int>();
            world.Begin(new Random(seed), shareStarved: 0.5);
            var stage = Nodes.Stage("stage", worked.Add) with { Workers = 3, Waiting = 2 };
            var source = nodesOfSeed.Source(SourcePace.OnDemand, count: 30);
            world.RunToEnd(world.Start(Flow.From(source).Via(stage).To(nodesOfSeed.Last())));
            Assert.Equal(Enumerable.Range(0, 30), nodesOfSeed.Arrived);
            workedOutOfOrder |= !worked.SequenceEqual(worked.Order());
        }

        Assert.True(workedOutOfOrder, "The workers never overtook each other: the test shows nothing.");
    }

    [Fact]
    public void Stopping_during_a_back_off_does_not_wait_for_it()
    {
        world.Begin(new Random(1));
        var graph = world.Start(
            Flow.From(nodes.Source(SourcePace.OnDemand))
                .Via(Nodes.Stage("healthy"))
                .Via(
                    Nodes.Stage("broken", _ => throw new InvalidOperationException("broken")) with
                    {
                        Supervision = SupervisionOptions.ReconnectForEver,
                    }
                )
                .To(nodes.Last())
        );
        world.Settle();
        graph.Stop();
        world.Settle();

        Assert.True(graph.Ended.IsCompletedSuccessfully);
        Assert.Equal(TimeSpan.Zero, world.Now);
        Assert.Equal(graph.Metrics["source"].Sent, graph.Metrics["broken"].Failed);
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    [Fact]
    public void A_source_that_ends_by_itself_has_its_last_elements_wait_for_a_back_off()
    {
        world.Begin(new Random(1));
        var failed = false;
        var graph = Start(
            nodes.Source(SourcePace.OnDemand, count: 4),
            Nodes.Stage(
                "stage",
                n => _ = !failed && (failed = true) ? throw new InvalidOperationException("once") : n
            ) with
            {
                Supervision = SupervisionOptions.ReconnectForEver,
            }
        );
        world.RunToEnd(graph);

        Assert.Equal([1, 2, 3], nodes.Arrived);
    }

    [Fact]
    public void Stop_drains_what_is_under_way()
    {
        world.Begin(new Random(1)).SlowDown("slow", TimeSpan.FromMilliseconds(100));
        var graph = Start(nodes.Source(SourcePace.OnDemand), Nodes.Stage("slow") with { Waiting = 5 });
        world.Pass(TimeSpan.FromSeconds(5));
        graph.Stop();
        var arrivedBefore = nodes.Arrived.Count;
        world.RunToEnd(graph);

        Assert.True(nodes.Arrived.Count > arrivedBefore);
        Assert.Equal(Enumerable.Range(0, (int)graph.Metrics["source"].Received), nodes.Arrived);
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    private static string Describe(NodeEvent e) =>
        e switch
        {
            ElementSkipped => "skip",
            WorkerRestarting restarting => $"restart {restarting.Pause.TotalSeconds}",
            WorkerDegraded degraded => $"degrade {degraded.RetryAfter.TotalSeconds}",
            WorkerRecovered => "recover",
            _ => e.ToString(),
        };

    private RunningGraph Start(SourceNode<Element> source, StageNode<Element, Element> stage) =>
        world.Start(Flow.From(source).Via(stage).To(nodes.Last()));
}
