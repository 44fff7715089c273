using Vitrine.Training.Cluster.Work;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Work;

public sealed class JobRunTests : IDisposable
{
    private static readonly AssignJob Order = new()
    {
        Id = "1-abc",
        Attempt = 1,
        Lease = 6,
    };

    private readonly HandClock clock = new();
    private readonly JobRun run;

    public JobRunTests() => run = new JobRun(Order, clock);

    [Fact]
    public async Task It_does_not_begin_before_the_lease_is_renewed()
    {
        var step = await Halts();

        Renew();

        await Soon.Done(step);
    }

    [Fact]
    public async Task It_halts_when_the_lease_runs_out_and_goes_on_when_it_is_renewed_after_all()
    {
        Renew();
        clock.Advance(TimeSpan.FromSeconds(5.9));
        run.Heartbeat();
        clock.Advance(TimeSpan.FromSeconds(0.2));

        var step = await Halts();
        Renew();

        await Soon.Done(step);
    }

    [Fact]
    public void An_answer_counts_from_when_it_was_asked_for()
    {
        var asked = run.Renewal(new WorkerOffer());
        clock.Advance(TimeSpan.FromSeconds(5));
        Answer(asked);
        run.Heartbeat();
        clock.Advance(TimeSpan.FromSeconds(2));
        run.Cancel();

        Assert.Throws<OperationCanceledException>(run.Heartbeat);
    }

    [Fact]
    public async Task One_that_waits_is_ended()
    {
        var step = await Halts();

        run.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon.Done(step));
    }

    [Fact]
    public void Every_step_counts_as_movement()
    {
        Renew();
        run.BeginEpoch(1, 3, total: 20);
        run.Advance(7);
        run.Heartbeat();

        var told = run.Renewal(new WorkerOffer { Worker = "w" });

        Assert.Equal(("epoch 1/3", 7, 20, 3), (told.Phase, told.Done, told.Total, told.Steps));
        Assert.Equal(JobState.Training, run.Reports("w")!.Reports[0].Entered);
    }

    public void Dispose() => run.Dispose();

    /// <summary>The next step, once its thread is seen to wait: one that goes on instead ends, and is never seen so.</summary>
    private async Task<Task> Halts()
    {
        var step = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                run.Heartbeat();
                step.SetResult();
            }
            catch (OperationCanceledException ended)
            {
                step.SetException(ended);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        await Soon.True(() => step.Task.IsCompleted || thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        Assert.False(step.Task.IsCompleted, "It went on.");
        return step.Task;
    }

    private void Renew() => Answer(run.Renewal(new WorkerOffer()));

    private void Answer(RenewLease asked) =>
        run.Take(
            new LeaseRenewed
            {
                Id = asked.Id,
                Attempt = asked.Attempt,
                Sent = asked.Sent,
            }
        );
}
