using Akka.Actor;
using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class SourceTests(SimulatedWorld world) : IClassFixture<SimulatedWorld>
{
    private static readonly SourcePace TwentyFivePerSecond = SourcePace.Every(TimeSpan.FromMilliseconds(40));
    private readonly Nodes nodes = new();

    [Fact]
    public void A_live_source_replaces_the_waiting_element_by_the_newest_and_counts_it()
    {
        world.Begin(new Random(1)).SlowDown("last", TimeSpan.FromSeconds(1));
        var graph = Start(nodes.Source(SourcePace.Live, count: 20));
        world.RunToEnd(graph);

        var source = graph.Metrics["source"];
        Assert.Equal(20, source.Received);
        Assert.Equal([19], nodes.Arrived); // Nobody had asked before the source had read everything.
        Assert.Equal(19, source.Dropped);
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    [Fact]
    public void An_on_demand_source_never_drops_however_slow_the_graph_is()
    {
        world.Begin(new Random(1)).SlowDown("last", TimeSpan.FromSeconds(1));
        var graph = Start(nodes.Source(SourcePace.OnDemand, count: 20));
        world.RunToEnd(graph);

        Assert.Equal(0, graph.Metrics["source"].Dropped);
        Assert.Equal(Enumerable.Range(0, 20), nodes.Arrived);
    }

    [Fact]
    public void An_on_demand_source_reads_one_ahead_and_then_waits()
    {
        world.Begin(new Random(1));
        var graph = Start(
            nodes.Source(SourcePace.OnDemand),
            Nodes.Stage("stuck", _ => throw new IOException()) with
            {
                Supervision = new SupervisionOptions { RestartAfter = 1, MinBackOff = TimeSpan.FromSeconds(1) },
            }
        );
        world.Settle();

        // The first failed, two wait at the stuck stage (it has two places), one at the source.
        Assert.Equal(4, graph.Metrics["source"].Received);
    }

    [Fact]
    public void A_source_on_a_clock_keeps_its_rate_however_long_reading_takes()
    {
        world.Begin(new Random(1)).SlowDown("source", TimeSpan.FromMilliseconds(7));
        var graph = Start(nodes.Source(TwentyFivePerSecond));
        world.Pass(TimeSpan.FromMinutes(10));

        Assert.InRange(graph.Metrics["source"].Received, 15_000 - 1, 15_000 + 1);
        Assert.Equal(0, graph.Metrics["source"].Dropped);
    }

    [Fact]
    public void A_source_on_a_clock_does_not_make_up_for_a_stall_in_a_burst()
    {
        world.Begin(new Random(1));
        var graph = Start(nodes.Source(TwentyFivePerSecond));
        world.Pass(TimeSpan.FromSeconds(1));
        world.SlowDown("source", TimeSpan.FromSeconds(5));
        world.Pass(TimeSpan.FromSeconds(5));
        world.SlowDown("source", TimeSpan.Zero);
        world.Pass(TimeSpan.FromSeconds(30)); // What was slowed down before may take its time.
        var before = graph.Metrics["source"].Received;
        world.Pass(TimeSpan.FromSeconds(10));

        Assert.InRange(before, 25 + 20 * 25, 25 + 31 * 25);
        Assert.InRange(graph.Metrics["source"].Received - before, 249, 251);
    }

    [Fact]
    public void A_failing_source_reconnects_for_ever_with_pauses_that_grow_up_to_a_cap()
    {
        var broken = true;
        world.Begin(new Random(1));
        var graph = Start(
            nodes.Source(SourcePace.OnDemand, count: 3, onRead: _ => _ = broken ? throw new IOException() : 0)
        );
        world.Pass(TimeSpan.FromMinutes(60));
        var pauses = world.Events.Cast<WorkerRestarting>().Select(e => e.Pause.TotalSeconds).ToArray();
        broken = false;
        world.RunToEnd(graph);

        Assert.Equal([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10], pauses.Take(8));
        Assert.All(pauses.Skip(8), p => Assert.Equal(10, p));
        Assert.InRange(pauses.Length, 360, 366);
        Assert.Equal([0, 1, 2], nodes.Arrived);
        Assert.IsType<WorkerRecovered>(world.Events[^1]);
    }

    [Fact]
    public void A_source_whose_reader_is_killed_in_a_reading_reads_on()
    {
        IActorRef? reader = null;
        world.Begin(new Random(1));
        var source = nodes.Source(TwentyFivePerSecond, count: 5);
        var graph = Start(
            source with
            {
                Make = () =>
                {
                    reader = ActorCell.GetCurrentSelfOrNoSender();
                    return source.Make();
                },
            }
        );
        world.Pass(TimeSpan.FromMilliseconds(50));
        world.SlowDown("$a", TimeSpan.FromMilliseconds(500)); // It is asked for the next element before it dies.
        reader!.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        world.RunToEnd(graph);
        Assert.Equal([0, 1, 2, 3, 4], nodes.Arrived);
        Assert.Equal(1, graph.Metrics["source"].Restarts);
    }

    private RunningGraph Start(SourceNode<Element> source) => world.Start(Flow.From(source).To(nodes.Last()));

    private RunningGraph Start(SourceNode<Element> source, StageNode<Element, Element> stage) =>
        world.Start(Flow.From(source).Via(stage).To(nodes.Last()));
}
