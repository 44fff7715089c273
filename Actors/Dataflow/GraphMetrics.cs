using System.Diagnostics.Metrics;

namespace Vitrine.Dataflow;

/// <summary>
/// The metrics of a graph's nodes, in the order of the flow, also published as instruments of the meter
/// <see cref="MeterName"/> with the tag "node". Reading costs; counting does not.
/// </summary>
public sealed class GraphMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Vitrine.Dataflow";

    private readonly Meter meter;
    private readonly List<NodeMetrics> nodes = [];

    /// <param name="names">The nodes' names, in the order of the flow.</param>
    /// <param name="clock">Decides which service times are recent.</param>
    /// <exception cref="ArgumentException">Two nodes have one name.</exception>
    public GraphMetrics(IEnumerable<string> names, TimeProvider clock)
    {
        // Graphs of one process share the meter's name; its scope is what tells them apart.
        meter = new Meter(new MeterOptions(MeterName) { Scope = this });
        var serviceTime = DurationHistogram.Instrument(meter, "vitrine.node.service_time", "Time in work");
        foreach (var name in names)
        {
            if (nodes.Exists(n => n.Name.Equals(name, StringComparison.Ordinal)))
            {
                throw new ArgumentException($"Two nodes of the graph are called '{name}'.", nameof(names));
            }

            nodes.Add(new NodeMetrics(name, clock));
            nodes[^1].ServiceTime.PublishTo(serviceTime, new KeyValuePair<string, object?>("node", name));
        }

        Count("vitrine.node.received", "{element}", "Elements that came in", n => n.Published(n.Received));
        Count("vitrine.node.sent", "{element}", "Elements that went out", n => n.Published(n.Sent));
        Count("vitrine.node.dropped", "{element}", "Elements replaced by newer ones", n => n.Published(n.Dropped));
        Count("vitrine.node.failed", "{element}", "Elements that failed", n => n.Published(n.Failed));
        Count("vitrine.node.restarts", "{restart}", "Restarts of a worker", n => n.Restarts);
        Gauge("vitrine.node.held", "{parcel}", "Parcels held now", n => n.Held);
        Gauge("vitrine.node.degraded", "{worker}", "Workers degraded now", n => n.Degraded);
        Gauge(
            "vitrine.node.service_time.p50",
            "s",
            "Median time in work of the last 5 minutes",
            n => n.ServiceTime.Recent().Percentile(0.50).TotalSeconds
        );
        Gauge(
            "vitrine.node.service_time.p95",
            "s",
            "95th percentile of the time in work of the last 5 minutes",
            n => n.ServiceTime.Recent().Percentile(0.95).TotalSeconds
        );
    }

    /// <summary>All nodes, in the order of the flow.</summary>
    public IReadOnlyList<NodeMetrics> Nodes => nodes;

    /// <summary>The metrics of one node.</summary>
    /// <exception cref="ArgumentException">The graph has no such node.</exception>
    public NodeMetrics this[string name] =>
        nodes.Find(n => n.Name.Equals(name, StringComparison.Ordinal))
        ?? throw new ArgumentException($"The graph has no node '{name}'.", nameof(name));

    /// <inheritdoc cref="this[string]" />
    public NodeMetrics this[NodeKey key] => this[key.Name];

    /// <summary>The metrics of one node; null: the graph has no such node.</summary>
    public NodeMetrics? Find(NodeKey key) => nodes.Find(n => n.Name.Equals(key.Name, StringComparison.Ordinal));

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();

    private void Count(string name, string unit, string description, Func<NodeMetrics, long> read) =>
        meter.CreateObservableCounter(name, () => Measure(read), unit, description);

    private void Gauge(string name, string unit, string description, Func<NodeMetrics, double> read) =>
        meter.CreateObservableGauge(name, () => Measure(read), unit, description);

    private IEnumerable<Measurement<T>> Measure<T>(Func<NodeMetrics, T> read)
        where T : struct =>
        nodes.Select(n => new Measurement<T>(read(n), new KeyValuePair<string, object?>("node", n.Name)));
}
