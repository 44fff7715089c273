using System.Globalization;
using Vitrine.Dataflow;
using Vitrine.Device;
using Vitrine.Fleet.Releases;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Prometheus_gets_what_a_graph_measures_and_no_count_of_people()
    {
        await using var served = await ServedHttp.StartAsync();
        using var metrics = new GraphMetrics(["frames", "one-of-a-kind"]);
        metrics["one-of-a-kind"].ServiceTime.Record(TimeSpan.FromMilliseconds(250));

        var lines = (await served.GetText("/metrics")).Split('\n');

        var median = lines.First(line =>
            line.StartsWith("vitrine_node_service_time_p50_seconds{", StringComparison.Ordinal)
            && line.Contains("node=\"one-of-a-kind\"", StringComparison.Ordinal)
        );
        var seconds = double.Parse(median.Split("} ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.InRange(seconds, 0.23, 0.27);
        Assert.Contains(lines, line => line.StartsWith("dotnet_gc_collections_total{", StringComparison.Ordinal));
        Assert.DoesNotContain(
            lines,
            line =>
                line.Contains("female", StringComparison.Ordinal)
                || line.Contains("visitor", StringComparison.Ordinal)
                || line.Contains("age_group", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Prometheus_gets_what_a_device_refuses_by_its_reason()
    {
        await using var served = await ServedHttp.StartAsync();
        using var metrics = new RolloutMetrics();
        metrics.OnRefused(RefusalReason.NotYetIssued);

        var lines = (await served.GetText("/metrics")).Split('\n');

        Assert.Contains(
            lines,
            line =>
                line.StartsWith("vitrine_rollout_refused_total{", StringComparison.Ordinal)
                && line.Contains("reason=\"NotYetIssued\"", StringComparison.Ordinal)
        );
    }
}
