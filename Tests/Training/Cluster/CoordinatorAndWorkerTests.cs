using Akka;
using Akka.Actor;
using Vitrine.Training.Cluster.Work;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>The real actors over a real database, with work that only counts.</summary>
public sealed class CoordinatorAndWorkerTests : IAsyncDisposable
{
    private readonly SmallCluster cluster = new();

    [Fact]
    public async Task A_job_goes_through_all_its_states_and_whoever_watches_misses_none()
    {
        using var work = new CountingWork();
        cluster.AddWorker("one", work.Do);
        var id = await cluster.Submit("a");

        var done = await cluster.Until(id, JobState.Done);

        Assert.Equal((3, 0.3, 1), (done.Summary.EpochsDone, done.Summary.BestAccuracy, done.Summary.Attempt));
        Assert.Equal("model", Assert.Single(done.Artefacts).Name);
        var events = await cluster.Events(id);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(e => e.Number));
        Assert.Equal(
            [
                JobState.Queued,
                JobState.Preparing,
                JobState.Training,
                JobState.Evaluating,
                JobState.Packaging,
                JobState.Done,
            ],
            events.Where(e => e.State is not null).Select(e => e.State.To)
        );
        Assert.Equal([1, 2, 3], events.Where(e => e.Epoch is not null).Select(e => e.Epoch.Epoch));
    }

    [Fact]
    public async Task What_a_job_left_is_in_the_store_for_who_asks_no_coordinator_also_after_the_note_was_lost()
    {
        using var work = new CountingWork();
        cluster.AddWorker("one", work.Do);
        var id = await cluster.Submit("a");
        var done = await cluster.Until(id, JobState.Done);
        var note = cluster[Path.Combine("store", "jobs", id, "ended.json")];
        await Soon.True(() => File.Exists(note));

        File.Delete(note);
        cluster.KillCoordinator();
        await Soon.True(() => File.Exists(note));

        Assert.Equal(done.Artefacts, cluster.Store.Finished.Find(id).Artefacts);
    }

    [Fact]
    public async Task When_a_worker_dies_another_goes_on_from_its_last_epoch()
    {
        using var held = new CountingWork { HoldAt = 2 }.Held();
        using var other = new CountingWork();
        var first = cluster.AddWorker("one", held.Do);
        var id = await cluster.Submit("a");
        await cluster.Until(id, job => job.Summary.EpochsDone == 1 && held.Done > 5);

        cluster.Stop(first);
        cluster.AddWorker("two", other.Do);
        var done = await cluster.Until(id, JobState.Done);

        Assert.Equal((2, 1), (done.Summary.Attempt, other.Orders[0].From.Epochs));
        OneLine.Says(
            (await cluster.Events(id))
                .First(e => e.State?.To is JobState.Queued && e.State.From != default)
                .State.Cause,
            "worker one was not heard"
        );
    }

    [Fact]
    public async Task When_the_coordinator_dies_the_work_goes_on_and_nothing_is_lost()
    {
        using var held = new CountingWork { HoldAt = 2 }.Held();
        cluster.AddWorker("one", held.Do);
        var (id, waiting) = (await cluster.Submit("a"), await cluster.Submit("b"));
        await cluster.Until(id, job => job.Summary.EpochsDone == 1);

        for (var death = 0; death < 3; death++)
        {
            cluster.KillCoordinator();
            Assert.Equal(1, (await cluster.Ask<JobDetails>(new ShowJob { Id = id })).Summary.EpochsDone);
        }

        held.LetGo();
        Assert.Equal(1, (await cluster.Until(id, JobState.Done)).Summary.Attempt);
        Assert.Equal(1, (await cluster.Until(waiting, JobState.Done)).Summary.Attempt);
        Assert.Equal(2 * 3 * 5, held.Done);
    }

    [Fact]
    public async Task A_worker_that_cannot_renew_its_lease_halts_before_another_has_its_job()
    {
        using var held = new CountingWork { HoldAt = 1 }.Held();
        using var other = new CountingWork();
        var cutOff = cluster.AddWorker("one", held.Do);
        var id = await cluster.Submit("a");
        await cluster.Until(id, job => job.Summary.State is JobState.Training);

        cluster.Stop(cutOff);
        cluster.AddWorker("two", other.Do);
        await cluster.Until(id, job => job.Summary.Worker is "two");
        held.LetGo();
        var halted = held.Done;
        await cluster.Until(id, JobState.Done);

        Assert.InRange(held.Done, halted, halted + 1);
    }

    [Fact]
    public async Task A_cancelled_job_stops_and_when_it_is_resumed_it_goes_on_with_other_settings()
    {
        using var held = new CountingWork { HoldAt = 2 }.Held();
        cluster.AddWorker("one", held.Do);
        var id = await cluster.Submit("a");
        await cluster.Until(id, job => job.Summary.EpochsDone == 1);

        Assert.Equal(JobState.Cancelled, (await cluster.Ask<JobSummary>(new CancelJob { Id = id })).State);
        held.LetGo();
        await cluster.Ask<JobSummary>(
            new ResumeJob
            {
                Id = id,
                Changes = new TrainingJob { Epochs = 5 },
            }
        );
        var done = await cluster.Until(id, JobState.Done);

        Assert.Equal((5, 2), (done.Summary.EpochsDone, done.Summary.Attempt));
        Assert.Equal((1, 5), (held.Orders[1].From.Epochs, held.Orders[1].Job.Epochs));
    }

    [Fact]
    public async Task A_job_that_breaks_goes_to_another_worker_and_fails_when_it_breaks_there_too()
    {
        using var one = new CountingWork { Fails = run => $"the disk of attempt {run.Order.Attempt} is full" };
        using var two = new CountingWork { Fails = run => $"the disk of attempt {run.Order.Attempt} is full" };
        cluster.AddWorker("one", one.Do);
        cluster.AddWorker("two", two.Do);
        await Soon.Answered(async () => (await cluster.Ask<WorkerList>(new ListWorkers())).Workers.Count == 2);
        var id = await cluster.Submit("a");

        var failed = await cluster.Until(id, JobState.Failed);

        OneLine.Says(failed.Summary.Cause, "the same way twice", "disk of attempt 2");
        Assert.Equal((1, 1), (one.Orders.Count, two.Orders.Count));
    }

    [Fact]
    public async Task A_worker_that_leaves_gives_its_job_back_at_once()
    {
        using var held = new CountingWork { HoldAt = 2 }.Held();
        using var other = new CountingWork();
        var leaving = cluster.AddWorker("one", held.Do);
        var id = await cluster.Submit("a");
        await cluster.Until(id, job => job.Summary.EpochsDone == 1);

        await leaving.Ask<Done>(LeaveWork.Instance, Soon.Deadline, TestContext.Current.CancellationToken);

        Assert.Equal(JobState.Queued, (await cluster.Ask<JobDetails>(new ShowJob { Id = id })).Summary.State);
        cluster.AddWorker("two", other.Do);
        await cluster.Until(id, JobState.Done);
        Assert.Equal(1, other.Orders[0].From.Epochs);
    }

    [Fact]
    public async Task A_worker_of_another_version_is_given_nothing()
    {
        var heard = new List<object>();
        var stranger = cluster.Watcher(message =>
        {
            lock (heard)
            {
                heard.Add(message);
            }
        });
        await cluster.Submit("a");

        cluster.Tell(
            new WorkerOffer
            {
                Worker = "w",
                Version = 99,
                Has = new WorkerResources { Devices = { "cpu" } },
            },
            stranger
        );

        await Soon.True(() => heard.Count == 1);
        OneLine.Says(Assert.IsType<WorkerRefused>(heard[0]).Reason, "worker w speaks version 99", "same Vitrine");
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
