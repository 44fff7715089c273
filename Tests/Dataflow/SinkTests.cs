using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;
using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class SinkTests(SimulatedWorld world) : IClassFixture<SimulatedWorld>
{
    private readonly Nodes nodes = new();
    private readonly List<int> seen = [];

    [Fact]
    public void Every_sink_gets_every_output_and_the_slowest_sets_the_pace()
    {
        world.Begin(new Random(1)).SlowDown("slow", TimeSpan.FromMilliseconds(100));
        var graph = Start(10, Sink.Of(nodes.Last()), Sink.Of(Nodes.Stage("slow", seen.Add)));
        world.RunToEnd(graph);

        Assert.Equal(Enumerable.Range(0, 10), nodes.Arrived);
        Assert.Equal(Enumerable.Range(0, 10), seen);
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    [Fact]
    public void A_full_sink_that_drops_holds_nobody_up_and_counts_what_it_lost()
    {
        world.Begin(new Random(1)).SlowDown("stuck", TimeSpan.FromHours(1));
        var stuck = Nodes.Stage("stuck", seen.Add) with { Waiting = 2 };
        var graph = Start(50, Sink.Of(nodes.Last()), Sink.Of(stuck).OrDrop());
        world.Pass(TimeSpan.FromHours(8));

        var metrics = graph.Metrics["stuck"];
        Assert.Equal(Enumerable.Range(0, 50), nodes.Arrived);
        Assert.True(metrics.Dropped >= 45, $"It dropped {metrics.Dropped}.");
        world.RunToEnd(graph);
        Assert.Equal(50, metrics.Dropped + metrics.Received);
        Assert.Equal(metrics.Received, seen.Count);
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    [Fact]
    public void A_lone_sink_may_drop_too()
    {
        world.Begin(new Random(1)).SlowDown("stuck", TimeSpan.FromHours(1));
        var graph = Start(20, Sink.Of(Nodes.Stage("stuck", seen.Add)).OrDrop());
        world.RunToEnd(graph);

        Assert.Equal(20, graph.Metrics["stuck"].Dropped + seen.Count);
        Assert.True(graph.Metrics["stuck"].Dropped > 0, "Nothing was dropped.");
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    [Fact]
    public void An_output_that_cannot_be_shared_is_skipped_for_all()
    {
        world.Begin(new Random(1));
        var graph = world.Start(
            Flow.From(nodes.Source(SourcePace.OnDemand, count: 5))
                .To(
                    e => e.Number == 2 ? throw new InvalidOperationException("no share") : e.Share(),
                    Sink.Of(nodes.Last()),
                    Sink.Call<Element>("other", e => seen.Add(e.Number))
                )
        );
        world.RunToEnd(graph);

        Assert.Equal([0, 1, 3, 4], nodes.Arrived);
        Assert.Equal([0, 1, 3, 4], seen);
        Assert.Equal(1, graph.Metrics["sinks"].Failed);
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    [Fact]
    public void Sinks_of_what_must_be_disposed_of_need_a_way_to_share_it() =>
        Assert.Throws<ArgumentException>(() =>
            Flow.From(nodes.Source(SourcePace.OnDemand)).To(Sink.Of(nodes.Last()), Sink.Of(Nodes.Stage("other")))
        );

    [Fact]
    public async Task A_channel_hands_every_output_to_the_caller_and_makes_the_graph_wait_while_it_is_full()
    {
        using var system = RealSystem();
        var outputs = Channel.CreateBounded<Element>(1);
        var graph = Flow.From(nodes.Source(SourcePace.OnDemand, count: 200)).To("outputs", outputs.Writer);
        var running = graph.Start(system, system, "graph", new NodeSettings());
        var most = 0;
        await foreach (var element in outputs.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            most = Math.Max(most, nodes.Pool.Outstanding);
            seen.Add(element.Number);
            element.Dispose();
        }

        await running.Ended.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 200), seen);
        // One in the channel and one with the caller come on top of what the graph itself holds.
        Assert.InRange(most, 1, graph.PoolSize + 2);
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    [Fact]
    public async Task A_caller_that_completes_the_channel_has_the_rest_dropped_and_counted()
    {
        using var system = RealSystem();
        var outputs = Channel.CreateBounded<Element>(1);
        var graph = Flow.From(nodes.Source(SourcePace.OnDemand, count: 20)).To("outputs", outputs.Writer);
        var running = graph.Start(system, system, "graph", new NodeSettings());
        (await outputs.Reader.ReadAsync(TestContext.Current.CancellationToken)).Dispose();
        outputs.Writer.Complete();
        await running.Ended.WaitAsync(TestContext.Current.CancellationToken);

        var metrics = running.Metrics["outputs"];
        Assert.Equal(20, metrics.Sent + metrics.Dropped);
        Assert.InRange(metrics.Sent, 1, 3);
        while (outputs.Reader.TryRead(out var left))
        {
            left.Dispose();
        }

        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    [Fact]
    public async Task A_graph_stopped_by_force_gives_back_what_waits_for_the_caller()
    {
        using var system = RealSystem();
        var outputs = Channel.CreateBounded<Element>(1);
        var graph = Flow.From(nodes.Source(SourcePace.OnDemand)).To("outputs", outputs.Writer);
        var running = graph.Start(system, system, "graph", new NodeSettings());
        Assert.True(await outputs.Reader.WaitToReadAsync(TestContext.Current.CancellationToken));
        system.Stop(running.Actor);
        await running.Ended.WaitAsync(TestContext.Current.CancellationToken);
        await foreach (var left in outputs.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            left.Dispose();
        }

        SpinWait.SpinUntil(() => nodes.Pool.Outstanding == 0, TimeSpan.FromSeconds(20));
        Assert.Equal(0, nodes.Pool.Outstanding);
    }

    private static ActorSystem RealSystem() =>
        ActorSystem.Create(
            "sinks",
            ConfigurationFactory
                .ParseString("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }")
                .WithFallback(NodeSettings.Hocon)
        );

    private RunningGraph Start(int count, params Sink<Element>[] sinks) =>
        world.Start(Flow.From(nodes.Source(SourcePace.OnDemand, count)).To(e => e.Share(), sinks));
}
