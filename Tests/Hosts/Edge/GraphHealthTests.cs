using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Windows.Log;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class GraphHealthTests
{
    private static readonly Exception Cause = new IOException("no such camera");
    private static readonly WorkerRestarting Reconnecting = new("frames", TimeSpan.FromSeconds(1), 3, Cause);
    private static readonly WorkerDegraded Degraded = new("age", TimeSpan.FromSeconds(30), Cause);

    [Fact]
    public void A_camera_that_reconnects_is_not_well_until_it_gives_pictures_again()
    {
        var away = GraphHealth.Good.After(Reconnecting);

        Assert.False(away.IsGood);
        OneLine.Says(away.Why!, "frames", "no such camera", "attempt 3");
        Assert.True(away.After(new WorkerRecovered("frames")).IsGood);
    }

    [Fact]
    public void Each_node_is_told_with_its_last_word()
    {
        var health = GraphHealth.Good.After(Reconnecting).After(Degraded).After(Reconnecting with { Attempt = 4 });

        OneLine.Says(health.Why!, "age: DEGRADED", "attempt 4");
        Assert.DoesNotContain("attempt 3", health.Why, StringComparison.Ordinal);
        Assert.Equal("age", Assert.Single(health.After(new WorkerRecovered("frames")).Faults).Key);
    }

    [Fact]
    public void Windows_that_cannot_be_stored_are_not_well_until_they_are()
    {
        var full = GraphHealth.Good.After(new StorageFailed("data", FreeBytes: 0, Cause));

        OneLine.Says(full.Why!, "windows", "no such camera");
        Assert.True(full.After(new StorageRecovered()).IsGood);
    }

    [Fact]
    public void A_skipped_picture_is_no_illness() =>
        Assert.True(GraphHealth.Good.After(new ElementSkipped("detector", 7, Cause)).IsGood);
}
