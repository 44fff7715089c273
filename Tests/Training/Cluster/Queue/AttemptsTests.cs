using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Queue;

public sealed class AttemptsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private readonly string id;
    private QueueState queue = new();

    public AttemptsTests()
    {
        var decision = ClientRequests.Decide(queue, Orders.Submit("a"), Now);
        Apply(decision);
        id = ((JobSubmitted)decision.Answer!).Id;
    }

    private Job Job => queue.Find(id)!;

    [Fact]
    public void Each_assignment_raises_the_epoch_and_an_older_one_reports_in_vain()
    {
        Assign("one");
        Apply(new Decision([Attempts.Lose(Job, "lost", Now)]));
        Assign("two");

        Assert.Equal((2, "two"), (Job.Attempt, Job.Worker));
        var refused = Assert.IsType<LeaseRefused>(Report("one", attempt: 1, 1, Line("late")));
        OneLine.Says(refused.Reason, "two", "attempt 2");
        Assert.IsType<LeaseRefused>(Report("one", attempt: 2, 1, Line("late")));
        Assert.Equal(0, Job.Reports);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("00000000000000000000000000000000")]
    public void Who_does_not_know_the_secret_reports_and_gives_back_nothing_and_is_not_answered(string secret)
    {
        Assign("one");
        var forged = Reports("one", attempt: 1, first: 1, Finished());
        forged.Secret = secret;
        var released = new LeaseReleased
        {
            Worker = "one",
            Id = id,
            Attempt = 1,
            Secret = secret,
        };

        foreach (
            var decision in new[] { Attempts.Take(queue, forged, Now), Attempts.Release(queue.Find(id), released, Now) }
        )
        {
            Assert.Empty(decision.Events);
            Assert.Null(decision.Answer);
            OneLine.Says(decision.Dropped!, "does not know its secret", "worker one", id);
        }
    }

    [Fact]
    public void An_end_that_names_what_the_attempt_did_not_leave_is_a_failure()
    {
        Assign("one");

        Apply(Attempts.Take(queue, Attempts.Judged(Reports("one", 1, 1, Finished()), _ => "not yours"), Now));

        Assert.Equal((JobState.Queued, "not yours"), (Job.State, Job.Cause));
    }

    [Fact]
    public void Reports_are_taken_once_in_order_and_without_gaps()
    {
        Assign("one");
        Assert.Equal(2, Taken(Report("one", 1, 1, Line("a"), Line("b"))));
        Assert.Equal(2, Taken(Report("one", 1, 1, Line("a"), Line("b"))));
        Assert.Equal(2, Taken(Report("one", 1, 4, Line("d"))));
        Assert.Equal(4, Taken(Report("one", 1, 2, Line("b"), Line("c"), Line("d"))));

        Assert.Equal(["a", "b", "c", "d"], Job.History.Events.Where(e => e.HasLine).Select(e => e.Line));
    }

    [Fact]
    public void The_answer_to_the_last_report_may_get_lost()
    {
        Assign("one");
        Report("one", 1, 1, Finished());
        Assert.Equal(JobState.Done, Job.State);

        Assert.Equal(1, Taken(Report("one", 1, 1, Finished())));
        Assert.IsType<LeaseRefused>(Report("one", 1, 2, Line("after the end")));
    }

    [Fact]
    public void A_job_that_fails_the_same_way_twice_stops_and_says_why()
    {
        Assign("one");
        Report("one", 1, 1, Broke("no such file in attempt-1"));
        Assert.Equal((JobState.Queued, "one"), (Job.State, Job.BrokeOn));

        Assign("two");
        Report("two", 2, 1, Broke("no such file in attempt-2"));

        Assert.Equal(JobState.Failed, Job.State);
        OneLine.Says(Job.Cause, "the same way twice", "attempt-2");
    }

    [Fact]
    public void A_job_that_always_fails_in_another_way_stops_too()
    {
        foreach (var (reason, attempt) in "abcde".Select((letter, i) => ($"{letter}", i + 1)))
        {
            Assert.Equal(JobState.Queued, Job.State);
            Assign("one");
            Report("one", attempt, 1, Broke(reason));
        }

        Assert.Equal(JobState.Failed, Job.State);
        OneLine.Says(Job.Cause, "5 times", "e");
    }

    [Fact]
    public void A_job_that_kills_its_workers_stops_unless_epochs_end_in_between()
    {
        for (var attempt = 1; attempt <= 8; attempt++)
        {
            Assign("one");
            Report("one", attempt, 1, Epoch(attempt));
            Apply(new Decision([Attempts.Lose(Job, "lost", Now)]));
            Assert.Equal(JobState.Queued, Job.State);
        }

        for (var attempt = 9; attempt <= 12; attempt++)
        {
            Assign("one");
            Apply(new Decision([Attempts.Lose(Job, "lost", Now)]));
        }

        Assert.Equal(JobState.Failed, Job.State);
        OneLine.Says(Job.Cause, "5 workers were lost", "lost");
    }

    [Fact]
    public void A_worker_that_leaves_gives_its_job_back_and_that_says_nothing_against_the_job()
    {
        Assign("one");

        var released = new LeaseReleased
        {
            Worker = "one",
            Id = id,
            Attempt = 1,
            Secret = Orders.SecretOf("one"),
        };
        Assert.IsType<LeaseRefused>(Apply(Attempts.Release(Job, released, Now)));

        Assert.Equal((JobState.Queued, 0), (Job.State, Job.Losses));
        Assert.Empty(Attempts.Release(Job, released, Now).Events);
    }

    [Fact]
    public void The_next_attempt_goes_on_from_the_last_epoch_that_was_reported()
    {
        Assign("one");
        Report("one", 1, 1, Epoch(1), Epoch(2));
        Apply(new Decision([Attempts.Lose(Job, "lost", Now)]));

        var order = Assign("two");

        Assert.Equal((2, "last-2"), (order.From.Epochs, order.From.Last));
    }

    private AssignJob Assign(string worker) =>
        Assert.IsType<AssignJob>(Apply(Attempts.Assign(Job, Orders.Offer(worker), Now)));

    private object Report(string worker, long attempt, long first, params JobReport[] reports) =>
        Apply(Attempts.Take(queue, Reports(worker, attempt, first, reports), Now));

    private JobReports Reports(string worker, long attempt, long first, params JobReport[] reports) =>
        new()
        {
            Worker = worker,
            Id = id,
            Attempt = attempt,
            First = first,
            Secret = Orders.SecretOf(worker),
            Reports = { reports },
        };

    private object Apply(Decision decision)
    {
        queue = decision.Events.Aggregate(queue, (before, happened) => before.Apply(happened));
        return decision.Answer!;
    }

    private static long Taken(object answer) => Assert.IsType<ReportsTaken>(answer).Number;

    private static JobReport Line(string text) => new() { Line = text };

    private static JobReport Finished() => new() { Finished = new AttemptFinished() };

    private static JobReport Broke(string reason) => new() { Broke = new AttemptBroke { Reason = reason } };

    private static JobReport Epoch(int number) =>
        new()
        {
            Epoch = new EpochEnded
            {
                Result = new EpochResult { Epoch = number },
                Checkpoint = new JobCheckpoint { Epochs = number, Last = $"last-{number}" },
            },
        };
}
