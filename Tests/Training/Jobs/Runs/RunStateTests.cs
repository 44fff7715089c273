using Vitrine.Jobs.Runs;
using Vitrine.Tests.Training.Monitoring;
using Xunit;

namespace Vitrine.Tests.Training.Jobs.Runs;

public sealed class RunStateTests
{
    [Fact]
    public void The_first_epochs_pace_tells_the_whole_run()
    {
        var run = new RunState().BeginEpoch(1, 5, 100, At(1000)).Advance(25, At(1005));

        Assert.Equal(At(15 + (4 * 20)), run.RunLeft(At(1005)));
    }

    [Fact]
    public void Later_the_last_epochs_tell_it()
    {
        var run = new RunState()
            .Ended(Epochs.One(1) with { Seconds = 500 }, At(500))
            .Ended(Epochs.One(2) with { Seconds = 30 }, At(530))
            .Ended(Epochs.One(3) with { Seconds = 40 }, At(570))
            .Ended(Epochs.One(4) with { Seconds = 50 }, At(620));

        run = run.BeginEpoch(5, 10, 100, At(1000)).Advance(1, At(1010));

        Assert.Equal(At(30 + (5 * 40)), run.RunLeft(At(1010)));
    }

    [Fact]
    public void A_validation_after_the_last_step_still_counts_as_the_epochs_time()
    {
        var run = new RunState().Ended(Epochs.One(1) with { Seconds = 60 }, At(60));

        run = run.BeginEpoch(2, 2, 100, At(60)).Advance(100, At(110));

        Assert.Equal(At(10), run.RunLeft(At(110)));
    }

    [Fact]
    public void After_the_last_epoch_nothing_is_left()
    {
        var run = new RunState().BeginEpoch(2, 2, 100, At(0)).Advance(100, At(50)).Ended(Epochs.One(2), At(60));

        Assert.Equal(TimeSpan.Zero, run.RunLeft(At(61)));
    }

    [Fact]
    public void Before_the_first_epoch_nobody_knows() =>
        Assert.Null(new RunState().Begin("reading pictures", 100, At(0)).Advance(50, At(1)).RunLeft(At(1)));

    [Fact]
    public void The_bar_tells_phase_share_pace_and_both_times()
    {
        var run = new RunState().BeginEpoch(3, 12, 200, At(0)).Advance(100, At(4000));

        Assert.Equal(
            "epoch 3/12 ######------ 50 % · 100/200 · 0/s · 1:06:40 left · run 21:06:40 left",
            ProgressView.Bar(run, At(4000), unicode: false)
        );
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
