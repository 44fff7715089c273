using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Queue;

public sealed class ClientRequestsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private QueueState queue = new();

    [Fact]
    public void A_job_is_queued_complete_and_its_number_alone_finds_it()
    {
        var id = Submitted("a").Id;

        var job = queue.Find("1");
        Assert.Equal((id, JobState.Queued), (job!.Id, job.State));
        Assert.StartsWith("1-", id, StringComparison.Ordinal);
        Assert.Equal(10, job.Order.Job.Epochs);
        Assert.Equal("cpu", job.Order.Needs.Device);
        Assert.Null(queue.Find("1-abcdef"));
        Assert.Null(queue.Find("2"));
        Assert.Null(queue.Find("one"));
    }

    [Fact]
    public void The_same_key_with_the_same_job_is_the_same_job()
    {
        var first = Submitted("a");

        var again = Submitted("a");

        Assert.Equal((first.Id, true), (again.Id, again.Known));
        Assert.Single(queue.Jobs);
    }

    [Fact]
    public void The_same_key_with_another_job_is_refused()
    {
        var first = Submitted("a");

        OneLine.Says(Refused(Orders.Submit("a", submit => submit.Job.Epochs = 3)), "'a'", first.Id, "new key");
    }

    [Theory]
    [InlineData("", "key")]
    [InlineData("two\nlines", "key")]
    public void A_key_that_is_none_is_refused(string key, string says) =>
        OneLine.Says(Refused(Orders.Submit(key)), says);

    public static TheoryData<string, Action<SubmitJob>> Wrong =>
        new()
        {
            { "--task 'Mood!' is no attribute", submit => submit.Job.Task = "Mood!" },
            { "--data is missing", submit => submit.Job.Data.Clear() },
            { "'faces' is no full path", submit => submit.Job.Data.Add("faces") },
            { "--epochs 0 is not within", submit => submit.Job.Epochs = 0 },
            { "device 'abacus'", submit => submit.Needs = new Requirements { Device = "abacus" } },
            { "less than nothing", submit => submit.Needs = new Requirements { Cores = -1 } },
            { "bytes, more than", submit => submit.Job.Data.Add("/" + new string('x', 20_000)) },
            { "sweep", submit => submit.Sweep = new string('x', 101) },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_is_refused_in_one_line_and_nothing_is_queued(string says, Action<SubmitJob> change)
    {
        OneLine.Says(Refused(Orders.Submit("a", change)), says);
        Assert.Empty(queue.Jobs);
    }

    [Fact]
    public void A_job_is_cancelled_once()
    {
        var id = Submitted("a").Id;

        var summary = Assert.IsType<JobSummary>(Apply(ClientRequests.Decide(queue, new CancelJob { Id = id }, Now)));

        Assert.Equal(JobState.Cancelled, summary.State);
        OneLine.Says(Reason(ClientRequests.Decide(queue, new CancelJob { Id = id }, Now)), id, "is cancelled already");
    }

    [Fact]
    public void A_job_that_has_ended_is_resumed_with_other_settings()
    {
        var id = Submitted("a").Id;
        OneLine.Says(Reason(ClientRequests.Decide(queue, new ResumeJob { Id = id }, Now)), id, "is queued", "cancel");
        Apply(ClientRequests.Decide(queue, new CancelJob { Id = id }, Now));

        Apply(
            ClientRequests.Decide(
                queue,
                new ResumeJob
                {
                    Id = id,
                    Changes = new TrainingJob { LearningRate = 0.01, Data = { "/other" } },
                },
                Now
            )
        );

        var job = queue.Find(id)!;
        Assert.Equal((JobState.Queued, 0.01), (job.State, job.Order.Job.LearningRate));
        Assert.Equal(["/other"], job.Order.Job.Data);
        Assert.Equal(10, job.Order.Job.Epochs);
    }

    [Fact]
    public void A_checkpoint_goes_on_in_no_other_network()
    {
        var id = Submitted("a").Id;
        queue = queue.Apply(
            new JobAssigned
            {
                Id = id,
                Attempt = 1,
                Worker = "w",
            }
        );
        var epoch = new EpochEnded
        {
            Result = new EpochResult { Epoch = 1 },
            Checkpoint = new JobCheckpoint { Epochs = 1 },
        };
        queue = queue.Apply(
            new JobProgressed
            {
                Id = id,
                Report = 1,
                What = new JobReport { Epoch = epoch },
            }
        );
        Apply(ClientRequests.Decide(queue, new CancelJob { Id = id }, Now));

        var wider = new ResumeJob
        {
            Id = id,
            Changes = new TrainingJob { Width = 1.5 },
        };

        OneLine.Says(Reason(ClientRequests.Decide(queue, wider, Now)), id, "--width 1 there, 1.5 asked for");
    }

    [Fact]
    public void A_job_that_is_not_there_is_one_line() =>
        OneLine.Says(
            Reason(ClientRequests.Decide(queue, new CancelJob { Id = "7-abc" }, Now)),
            "there is no job '7-abc'"
        );

    [Fact]
    public void Of_those_that_have_ended_the_oldest_are_forgotten()
    {
        for (var job = 0; job <= QueueState.MostOver; job++)
        {
            var id = Submitted($"key-{job}").Id;
            Apply(ClientRequests.Decide(queue, new CancelJob { Id = id }, Now.AddSeconds(job)));
        }

        Assert.Equal(QueueState.MostOver, queue.Jobs.Count());
        Assert.Null(queue.Find("1"));
        Assert.Null(queue.FindByKey("key-0"));
        Assert.NotNull(queue.Find("2"));
    }

    private JobSubmitted Submitted(string key) =>
        Assert.IsType<JobSubmitted>(Apply(ClientRequests.Decide(queue, Orders.Submit(key), Now)));

    private string Refused(SubmitJob submit) => Reason(ClientRequests.Decide(queue, submit, Now));

    private static string Reason(Decision decision)
    {
        Assert.Empty(decision.Events);
        return Assert.IsType<RequestRefused>(decision.Answer).Reason;
    }

    private object Apply(Decision decision)
    {
        queue = decision.Events.Aggregate(queue, (before, happened) => before.Apply(happened));
        return decision.Answer!;
    }
}
