using Vitrine.Fleet.Hub;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

public sealed class WaveProgressTests
{
    private readonly DrawnFleet drawn = new();

    [Fact]
    public void Without_a_rollout_there_are_no_waves() => Assert.Empty(WaveProgress.Of(drawn.Fleet));

    [Fact]
    public void A_wave_that_waits_tells_what_it_would_add()
    {
        drawn.Dial(20);
        drawn.Begin(new FleetPlan { CanaryCount = 2, Waves = [0.5, 1] });
        drawn.Report(RolloutPhase.Live, "shop-00");
        drawn.Report(RolloutPhase.Transferring, "shop-01");

        WaveProgress[] expected =
        [
            new(2, IsOpen: true, Live: 1, Failed: 0),
            new(8, IsOpen: false, Live: 0, Failed: 0),
            new(10, IsOpen: false, Live: 0, Failed: 0),
        ];
        Assert.Equal(expected, WaveProgress.Of(drawn.Fleet));
    }

    [Fact]
    public void Those_who_failed_are_counted_in_their_wave()
    {
        drawn.Dial(4);
        drawn.Begin(
            new FleetPlan
            {
                Waves = [1],
                Soak = TimeSpan.Zero,
                MostFailed = 1,
            }
        );
        drawn.Report(RolloutPhase.Live, "shop-00");
        drawn.Pass(FleetDevice.Lease);
        drawn.Report(RolloutPhase.Refused, "shop-01");
        drawn.Report(RolloutPhase.Reverted, "shop-02");

        Assert.Equal(new WaveProgress(3, IsOpen: true, Live: 0, Failed: 2), WaveProgress.Of(drawn.Fleet)[1]);
    }
}
