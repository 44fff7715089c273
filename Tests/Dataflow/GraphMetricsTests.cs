using System.Diagnostics.Metrics;
using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class GraphMetricsTests(SimulatedWorld world) : IClassFixture<SimulatedWorld>
{
    [Fact]
    public void Every_node_publishes_its_metrics_until_its_graph_ends()
    {
        var nodes = new Nodes();
        world.Begin(new Random(1)).SlowDown("measured", TimeSpan.FromMilliseconds(50));
        var stage = Nodes.Stage("measured", n => _ = n % 5 == 0 ? throw new SkipElementException("fifth") : n);
        var graph = world.Start(
            Flow.From(nodes.Source(SourcePace.Every(TimeSpan.FromMilliseconds(100)), count: 100))
                .Via(stage)
                .To(nodes.Last())
        );
        world.Pass(TimeSpan.FromSeconds(8));

        var measured = Measure(graph.Metrics, "measured");
        var metrics = graph.Metrics["measured"];
        Assert.Equal(metrics.Received, measured["vitrine.node.received"]);
        Assert.Equal(metrics.Sent, measured["vitrine.node.sent"]);
        Assert.Equal(metrics.Failed, measured["vitrine.node.failed"]);
        Assert.Equal(metrics.Held, measured["vitrine.node.held"]);
        Assert.Equal(0, measured["vitrine.node.dropped"]);
        Assert.Equal(0, measured["vitrine.node.restarts"]);
        Assert.Equal(0, measured["vitrine.node.degraded"]);
        Assert.True(metrics.Sent > metrics.Failed && metrics.Failed > 0);
        Assert.True(measured.ContainsKey("vitrine.node.service_time.p50"));
        Assert.True(measured.ContainsKey("vitrine.node.service_time.p95"));

        world.RunToEnd(graph);
        Assert.Empty(Measure(graph.Metrics, "measured"));
    }

    [Fact]
    public void Two_graphs_with_a_node_of_one_name_are_told_apart()
    {
        using var one = new GraphMetrics(["node"], TimeProvider.System);
        using var other = new GraphMetrics(["node"], TimeProvider.System);
        var (ofOne, ofOther) = (new List<double>(), new List<double>());
        using var listenerOfOne = Listen(one, "node", (_, value) => ofOne.Add(value));
        using var listenerOfOther = Listen(other, "node", (_, value) => ofOther.Add(value));

        one["node"].ServiceTime.Record(TimeSpan.FromSeconds(0.25));
        other["node"].ServiceTime.Record(TimeSpan.FromSeconds(2));

        Assert.Equal([0.25], ofOne);
        Assert.Equal([2], ofOther);
    }

    private static Dictionary<string, double> Measure(GraphMetrics metrics, string node)
    {
        var measured = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = Listen(metrics, node, (name, value) => measured[name] = value);
        listener.RecordObservableInstruments();
        return measured;
    }

    private static MeterListener Listen(GraphMetrics metrics, string node, Action<string, double> keep)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, metrics))
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Keep(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (node.Equals(tags[0].Value))
            {
                keep(name, value);
            }
        }

        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Keep(i.Name, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Keep(i.Name, value, tags));
        listener.Start();
        return listener;
    }
}
