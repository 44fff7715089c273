using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Pipelines;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class StatusViewTests
{
    private static readonly StatusSample Sample = new(
        TimeSpan.FromSeconds(60),
        14.96,
        new FrameCounts(900, 880, 15, 5),
        Faces: 321,
        Visitors: 12,
        Quiet: TimeSpan.Zero,
        InView: 2,
        new Latency(42.04, 88.5),
        Nodes: [new NodeMetrics("detector", TimeProvider.System)]
    );

    [Fact]
    public void A_line_tells_what_an_operator_looks_for() =>
        Assert.Equal(
            "15.0 fps, latency p50 42.0 ms p95 88.5 ms (last 5 min), dropped 15, failed 5, visitors 12 (2 in view), models: age v3",
            StatusView.Line(Sample, "age v3")
        );

    [Fact]
    public void A_healthy_run_names_no_degraded_stage() => Assert.Empty(Sample.Degraded);

    [Fact]
    public void A_table_has_a_row_for_each_node() =>
        Assert.Single(StatusView.Table(Sample, "Vitrine · [synthetic]", "none").Rows);
}
