using Vitrine.Jobs.Runs;
using Xunit;

namespace Vitrine.Tests.Training.Jobs.Runs;

public sealed class EtaTests
{
    [Fact]
    public void At_a_steady_pace_the_time_left_follows_from_what_is_left()
    {
        var eta = new Eta(1000, At(100));

        for (var second = 1; second <= 60; second++)
        {
            eta = eta.Advance(10 * second, At(100 + second));
        }

        Assert.Equal(At(40), eta.Left(At(160)));
        Assert.Equal(0.6, eta.Share, 9);
    }

    [Fact]
    public void Between_two_steps_the_clock_runs_on()
    {
        var eta = new Eta(100, At(0)).Advance(50, At(50));

        Assert.Equal(At(43), eta.Left(At(57)));
    }

    [Fact]
    public void A_first_part_that_went_fast_is_forgotten()
    {
        var eta = new Eta(1000, At(0)).Advance(500, At(1));

        for (var second = 2; second <= 40; second++)
        {
            eta = eta.Advance(500 + second, At(second));
        }

        Assert.Equal(1, eta.Pace!.Value, 9);
        Assert.Equal(At(460), eta.Left(At(40)));
    }

    [Fact]
    public void Before_the_first_step_nobody_knows()
    {
        var eta = new Eta(100, At(5));

        Assert.Null(eta.Pace);
        Assert.Null(eta.Left(At(60)));
    }

    [Fact]
    public void It_is_never_below_zero_and_zero_at_the_end()
    {
        Assert.Equal(TimeSpan.Zero, new Eta(100, At(0)).Advance(99, At(1)).Left(At(500)));
        Assert.Equal(TimeSpan.Zero, new Eta(100, At(0)).Advance(120, At(1)).Left(At(1)));
        Assert.Equal(1, new Eta(0, At(0)).Share);
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
