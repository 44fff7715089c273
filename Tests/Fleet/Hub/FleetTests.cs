using Vitrine.Fleet.Hub;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

public sealed class FleetTests
{
    private readonly DrawnFleet drawn = new();

    private FleetState Fleet => drawn.Fleet;

    [Fact]
    public void Canaries_first_then_wave_by_wave_each_after_its_soak_time()
    {
        drawn.Dial(20);
        drawn.Begin(
            new FleetPlan
            {
                CanaryCount = 2,
                Waves = [0.5, 1],
                Soak = TimeSpan.FromMinutes(10),
            }
        );
        Assert.Equal(["shop-00", "shop-01"], drawn.Chosen);

        drawn.Report(RolloutPhase.Live, "shop-00", "shop-01");
        drawn.Pass(TimeSpan.FromMinutes(9));
        Assert.Equal(2, drawn.Chosen.Count);
        drawn.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(10, drawn.Chosen.Count);

        drawn.Report(RolloutPhase.Live, drawn.Chosen);
        drawn.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(20, drawn.Chosen.Count);

        drawn.Report(RolloutPhase.Live, drawn.Chosen);
        drawn.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(FleetEventKind.Finished, drawn.Rollout.End!.Kind);
    }

    [Fact]
    public void A_hub_that_began_anew_opens_no_wave_before_all_had_time_to_dial()
    {
        drawn.Dial(2);
        drawn.Begin(new FleetPlan { Waves = [1], Soak = TimeSpan.Zero });
        drawn.Restart();

        drawn.Report(RolloutPhase.Live, "shop-00");
        Assert.True(drawn.Rollout.Runs);

        drawn.Dial(2);
        drawn.Pass(FleetDevice.Lease);
        Assert.Equal(["shop-00", "shop-01"], drawn.Chosen);
        Assert.True(drawn.Rollout.Runs);
    }

    [Fact]
    public void Named_canaries_are_waited_for()
    {
        drawn.Dial(5);
        drawn.Begin(new FleetPlan { Canaries = ["shop-03", "window"] });

        Assert.Equal(["shop-03"], drawn.Chosen);
    }

    [Fact]
    public void A_device_that_does_not_run_the_task_is_left_alone()
    {
        drawn.Dial(1, task: "age");
        drawn.Begin(new FleetPlan());

        Assert.Empty(drawn.Chosen);
        Assert.Equal(Lease.OrderOneofCase.None, Fleet.LeaseFor("shop-00", new SignedStatement()).OrderCase);
    }

    [Fact]
    public void Too_many_failures_take_it_back_everywhere_and_the_reason_is_kept()
    {
        drawn.Dial(10);
        drawn.Begin(new FleetPlan { CanaryCount = 4, MostFailed = 0.25 });
        drawn.Report(RolloutPhase.Live, "shop-00", "shop-01");
        drawn.Report(RolloutPhase.Refused, "shop-02");
        Assert.True(drawn.Rollout.Runs);

        drawn.Report(RolloutPhase.Reverted, "shop-03");

        Assert.Equal(FleetEventKind.Halted, drawn.Rollout.End!.Kind);
        OneLine.Says(drawn.Rollout.End.Why!, "2 of 4", "because");
        Assert.Equal(Lease.OrderOneofCase.Withdraw, drawn.Order("shop-00"));
        Assert.Equal(Lease.OrderOneofCase.None, drawn.Order("shop-03"));
        Assert.Equal(Lease.OrderOneofCase.None, drawn.Order("shop-09"));

        drawn.Report(RolloutPhase.Reverted, "shop-00");
        Assert.Equal(Lease.OrderOneofCase.None, drawn.Order("shop-00"));
    }

    [Fact]
    public void Only_devices_of_open_waves_are_offered_it_until_they_have_it()
    {
        drawn.Dial(4);
        drawn.Begin(new FleetPlan());

        Assert.Equal(Lease.OrderOneofCase.Offer, drawn.Order("shop-00"));
        Assert.Equal(Lease.OrderOneofCase.None, drawn.Order("shop-01"));

        drawn.Report(RolloutPhase.Probation, "shop-00");
        Assert.Equal(Lease.OrderOneofCase.Offer, drawn.Order("shop-00"));
        drawn.Report(RolloutPhase.Live, "shop-00");
        Assert.Equal(Lease.OrderOneofCase.None, drawn.Order("shop-00"));
    }

    [Fact]
    public void Nobody_waits_for_a_device_that_is_away_and_it_gets_the_release_when_it_is_back()
    {
        drawn.Dial(2);
        drawn.Begin(
            new FleetPlan
            {
                CanaryCount = 2,
                Waves = [1],
                Soak = TimeSpan.Zero,
            }
        );
        drawn.Report(RolloutPhase.Live, "shop-00");
        Assert.True(drawn.Rollout.Runs);

        drawn.Pass(TimeSpan.FromMinutes(11));

        Assert.Equal(FleetEventKind.Finished, drawn.Rollout.End!.Kind);
        Assert.Equal(Lease.OrderOneofCase.Offer, drawn.Order("shop-01"));
    }

    [Fact]
    public void A_device_that_dials_for_the_first_time_in_the_last_wave_joins_it()
    {
        drawn.Dial(1);
        drawn.Begin(new FleetPlan { Waves = [1], Soak = TimeSpan.FromMinutes(1) });
        drawn.Report(RolloutPhase.Live, "shop-00");
        drawn.Dial(3);
        drawn.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(3, drawn.Chosen.Count);
        Assert.True(drawn.Rollout.Runs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_hub_that_starts_again_at_any_moment_stands_where_it_stood(int seed)
    {
        var random = new Random(seed);
        drawn.Dial(30);
        drawn.Begin(
            new FleetPlan
            {
                CanaryCount = 3,
                Waves = [0.3, 1],
                Soak = TimeSpan.FromMinutes(5),
                MostFailed = 0.2,
            }
        );
        for (var step = 0; step < 400; step++)
        {
            drawn.Report(Phase(random), $"shop-{random.Next(30):00}");
            drawn.Pass(TimeSpan.FromSeconds(random.Next(120)));

            var again = drawn.Events.Aggregate(FleetState.At(drawn.Now), (state, happened) => state.After(happened));

            Assert.Equal(drawn.Rollout.Steps, again.Rollout!.Steps);
            Assert.Equal((drawn.Rollout.Wave, drawn.Rollout.End), (again.Rollout.Wave, again.Rollout.End));
            Assert.Equal(4, again.Released["gender"]);
        }
    }

    [Theory]
    [InlineData(0.5, 0.2)]
    [InlineData(0.2, 0.5)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public void Waves_that_do_not_rise_to_all_are_refused(double first, double second) =>
        Assert.Throws<BadInputException>(() => new FleetPlan { Waves = [first, second] }.Check());

    private static RolloutPhase Phase(Random random) =>
        random.Next(12) switch
        {
            0 => RolloutPhase.Refused,
            < 3 => RolloutPhase.Transferring,
            < 6 => RolloutPhase.Probation,
            _ => RolloutPhase.Live,
        };

    [Fact]
    public void A_device_that_changes_its_story_again_and_again_is_not_heard_for_ever()
    {
        drawn.Dial(1);
        drawn.Begin(new FleetPlan { MostFailed = 1 });
        var before = drawn.Events.Count;

        for (var change = 0; change < RolloutStep.MostChanges; change++)
        {
            drawn.Report(RolloutPhase.Transferring, "shop-00");
            drawn.Report(RolloutPhase.Staged, "shop-00");
        }

        Assert.Equal(RolloutStep.MostChanges, drawn.Events.Count - before);
    }
}
