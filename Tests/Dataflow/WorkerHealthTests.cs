using CsCheck;
using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class WorkerHealthTests
{
    private static readonly SupervisionOptions Options = new()
    {
        RestartAfter = 3,
        MinBackOff = TimeSpan.FromSeconds(1),
        MaxBackOff = TimeSpan.FromSeconds(5),
        DegradeAfter = 4,
        RetryAfter = TimeSpan.FromSeconds(30),
    };

    [Fact]
    public void Single_failures_cost_only_the_element()
    {
        var (once, first) = WorkerHealth.Good.Failed(Options);
        var (_, second) = once.Failed(Options);
        Assert.Equal([Verdict.Skip, Verdict.Skip], [first, second]);
    }

    [Fact]
    public void Enough_failures_in_a_row_restart_the_worker_after_the_shortest_pause() =>
        Assert.Equal(new Verdict(VerdictKind.Restart, TimeSpan.FromSeconds(1)), Verdicts(Options, failures: 3)[^1]);

    [Fact]
    public void After_a_restart_the_next_failure_restarts_again_with_twice_the_pause_up_to_a_cap_and_then_degrades() =>
        Assert.Equal(
            ["Skip 0", "Skip 0", "Restart 1", "Restart 2", "Restart 4", "Restart 5", "Degrade 30", "Degrade 30"],
            Verdicts(Options, failures: 8).Select(v => $"{v.Kind} {v.Pause.TotalSeconds}"),
            StringComparer.Ordinal
        );

    [Fact]
    public void A_worker_that_never_degrades_is_retried_for_ever_and_no_pause_is_longer_than_the_cap() =>
        Gen.Int[1, 100_000]
            .Sample(
                failures =>
                {
                    var (_, verdict) = new WorkerHealth(0, failures).Broken(Options with { DegradeAfter = null });
                    Assert.Equal(VerdictKind.Restart, verdict.Kind);
                    Assert.InRange(verdict.Pause, Options.MinBackOff, Options.MaxBackOff);
                },
                iter: 1000
            );

    [Fact]
    public void A_worker_that_is_gone_restarts_without_waiting_for_more_failures() =>
        Assert.Equal(VerdictKind.Restart, WorkerHealth.Good.Broken(Options).Verdict.Kind);

    [Fact]
    public void Only_a_restarted_worker_is_on_probation()
    {
        Assert.False(WorkerHealth.Good.OnProbation);
        Assert.False(WorkerHealth.Good.Failed(Options).Next.OnProbation);
        Assert.True(WorkerHealth.Good.Broken(Options).Next.OnProbation);
    }

    [Fact]
    public void A_camera_reconnects_at_the_first_failure_and_never_degrades() =>
        Assert.All(
            Verdicts(SupervisionOptions.ReconnectForEver, failures: 100),
            v => Assert.Equal(VerdictKind.Restart, v.Kind)
        );

    private static List<Verdict> Verdicts(SupervisionOptions options, int failures)
    {
        var verdicts = new List<Verdict>();
        var health = WorkerHealth.Good;
        for (var i = 0; i < failures; i++)
        {
            (health, var verdict) = health.Failed(options);
            verdicts.Add(verdict);
        }

        return verdicts;
    }
}
