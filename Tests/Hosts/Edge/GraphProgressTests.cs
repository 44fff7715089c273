using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Status;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class GraphProgressTests
{
    private static readonly GraphProgress Before = Graph((10, 0), (9, 2), (8, 1));

    [Fact]
    public void A_node_that_holds_work_and_did_none_is_stuck() =>
        Assert.Equal("detector", Stuck((30, 0), (9, 2), (20, 1)));

    [Fact]
    public void Of_nodes_that_wait_for_each_other_the_last_is_the_one_that_is_stuck() =>
        Assert.Equal("tracker", Stuck((10, 0), (9, 2), (8, 1)));

    [Fact]
    public void A_node_without_work_is_not_stuck() => Assert.Null(Stuck((30, 0), (9, 0), (8, 0)));

    [Fact]
    public void A_camera_that_gives_nothing_is_stuck_and_a_recording_at_its_end_is_not()
    {
        var still = Graph((10, 0), (9, 0), (8, 0));

        Assert.Equal("frames", still.StuckSince(Before, GraphHealth.Good, isLive: true));
        Assert.Null(still.StuckSince(Before, GraphHealth.Good, isLive: false));
    }

    [Fact]
    public void What_is_known_to_be_restarted_is_not_stuck()
    {
        var health = GraphHealth.Good.After(
            new WorkerRestarting("frames", TimeSpan.FromSeconds(10), 5, new IOException("no such camera"))
        );

        Assert.Null(Graph((10, 0), (9, 0), (8, 0)).StuckSince(Before, health, isLive: true));
    }

    [Fact]
    public void A_graph_has_begun_with_its_first_picture()
    {
        Assert.False(Graph((0, 0), (0, 0), (0, 0)).HasBegun);
        Assert.True(Before.HasBegun);
    }

    [Theory]
    [InlineData("30000000", 10.0)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("-1", null)]
    public void Systemd_hears_three_times_within_its_limit(string? microseconds, double? seconds) =>
        Assert.Equal(seconds, Watchdog.Of(microseconds).Every?.TotalSeconds);

    private static string? Stuck(params (long Done, int Held)[] now) =>
        Graph(now).StuckSince(Before, GraphHealth.Good, isLive: true);

    private static GraphProgress Graph(params (long Done, int Held)[] nodes) =>
        new([
            .. nodes.Zip(
                ["frames", "detector", "tracker"],
                (node, name) => new GraphProgress.Node(name, node.Done, node.Held)
            ),
        ]);
}
