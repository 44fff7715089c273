using Akka.Actor;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>What somebody reaches who can send a worker and a coordinator whatever he likes, but knows no secret.</summary>
public sealed class StrangerTests : IAsyncDisposable
{
    private readonly SmallCluster cluster = new();
    private readonly IActorRef stranger;

    public StrangerTests() => stranger = cluster.Watcher(_ => { });

    [Theory]
    [InlineData("../../victim")]
    [InlineData("1-abc")]
    public async Task A_worker_takes_no_job_from_a_stranger_and_deletes_nothing(string id)
    {
        using var work = new CountingWork();
        var worker = cluster.AddWorker("one", work.Do);
        Directory.CreateDirectory(cluster["victim/attempt-1"]);
        var order = new AssignJob
        {
            Id = id,
            Attempt = 1,
            Job = cluster.Job,
            Lease = 60,
            Secret = new string('0', 32),
        };

        worker.Tell(order, stranger);
        for (var renewal = 0; renewal < 2; renewal++)
        {
            worker.Tell(
                new LeaseRenewed
                {
                    Id = id,
                    Attempt = 1,
                    Sent = long.MaxValue / 4,
                },
                stranger
            );
        }

        await cluster.Until(await cluster.Submit("a"), JobState.Done);
        Assert.DoesNotContain(work.Orders, given => given.Id.Equals(id, StringComparison.Ordinal));
        Assert.True(Directory.Exists(cluster["victim/attempt-1"]));
        Assert.Contains(cluster.Log, line => line.Contains("AssignJob", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_ends_by_its_own_workers_word_alone()
    {
        using var held = new CountingWork { HoldAt = 2 }.Held();
        var worker = cluster.AddWorker("one", held.Do);
        var id = await cluster.Submit("a");
        var running = await cluster.Until(id, job => job.Summary.EpochsDone == 1);
        var last = running.LastEvent;
        var forged = new JobReports
        {
            Worker = "one",
            Id = id,
            Attempt = 1,
            Secret = new string('0', 32),
        };
        for (var report = 1; report < 50; report++)
        {
            forged.First = report;
            forged.Reports.Add(
                new JobReport
                {
                    Finished = new AttemptFinished
                    {
                        Artefacts =
                        {
                            new Artefact { Name = "a", Sha256 = "b" },
                        },
                    },
                }
            );
            cluster.Tell(forged.Clone(), stranger);
        }

        cluster.Tell(
            new LeaseReleased
            {
                Worker = "one",
                Id = id,
                Attempt = 1,
            },
            stranger
        );
        worker.Tell(
            new LeaseRefused
            {
                Id = id,
                Attempt = 1,
                Reason = "stop",
            },
            stranger
        );

        var details = await cluster.Ask<JobDetails>(new ShowJob { Id = id });
        Assert.Equal((JobState.Training, last), (details.Summary.State, details.LastEvent));
        held.LetGo();
        var done = await cluster.Until(id, JobState.Done);
        Assert.Equal((1, "model"), (done.Summary.Attempt, Assert.Single(done.Artefacts).Name));
        Assert.InRange(
            cluster.Log.Count(line => line.Contains("does not know its secret", StringComparison.Ordinal)),
            1,
            2 * RateLimit.Most
        );
    }

    [Fact]
    public async Task What_the_attempt_itself_did_not_put_into_the_store_is_not_its_artefact()
    {
        var file = Path.Combine(cluster["data"], "train.csv");
        var others = cluster.Store.Leave("9-abcdef", 1, file, "list");
        cluster.AddWorker("one", _ => [others], isHonest: false);

        var failed = await cluster.Until(await cluster.Submit("a"), JobState.Failed);

        OneLine.Says(failed.Summary.Cause, "'list' was not put into the store by attempt");
        Assert.Empty(failed.Artefacts);
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
