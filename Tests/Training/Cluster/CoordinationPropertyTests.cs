using Google.Protobuf;
using Vitrine.Jobs;
using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>Many small clusters in which all that can go wrong does, each decided by its seed.</summary>
public sealed class CoordinationPropertyTests
{
    private const int Jobs = 4;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40).Select(block => block * 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_is_lost_every_job_ends_once_and_is_never_two_workers_at_a_time(int firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + 10; seed++)
        {
            var cluster = Run(seed);
            Assert.All(cluster.Coordination.Queue.Jobs, job => Assert.True(job.State.IsOver, $"seed {seed}: {job}"));
            Assert.Equal(Jobs, cluster.Coordination.Queue.Jobs.Count());
            foreach (var job in cluster.Coordination.Queue.Jobs)
            {
                EndsOnce(cluster, job, seed);
                HasNoGap(job);
            }
        }
    }

    [Fact]
    public void What_a_coordinator_reads_anew_is_what_the_one_before_knew()
    {
        for (var seed = 1000; seed < 1020; seed++)
        {
            var cluster = Run(seed);

            var known = QueueSnapshots.Of(cluster.Coordination.Queue);
            Assert.Equal(known, QueueSnapshots.Of(cluster.Recovered()));
            Assert.Equal(
                known,
                QueueSnapshots.Of(QueueSnapshots.Queue(QueueSnapshot.Parser.ParseFrom(known.ToByteArray())))
            );
        }
    }

    [Fact]
    public void The_trouble_is_real()
    {
        var (attempts, causes) = (0, new HashSet<string>());
        for (var seed = 0; seed < 50; seed++)
        {
            var cluster = Run(seed);
            attempts += cluster.Attempts;
            causes.UnionWith(
                cluster
                    .Coordination.Queue.Jobs.SelectMany(job => job.History.Events)
                    .Where(happened => happened.State is not null)
                    .Select(happened => $"{happened.State.From}-{happened.State.To}")
            );
        }

        // Jobs that went smoothly had one attempt each.
        Assert.InRange(attempts, (int)(1.3 * 50 * Jobs), 20 * 50 * Jobs);
        Assert.Superset(
            new HashSet<string>
            {
                "Training-Queued",
                "Preparing-Training",
                "Packaging-Done",
                "Training-Failed",
                "Queued-Cancelled",
            },
            causes
        );
    }

    private static ModelCluster Run(int seed)
    {
        var (cluster, random) = (new ModelCluster(seed), new Random(seed));
        for (var job = 0; job < Jobs; job++)
        {
            var order = Orders.Submit($"key-{job}");
            var first = Assert.IsType<JobSubmitted>(cluster.Ask(order));
            Assert.Equal(first.Id, Assert.IsType<JobSubmitted>(cluster.Ask(order)).Id);
        }

        for (var step = 0; step < 4 * 240; step++)
        {
            cluster.Step();
            if (random.Next(2000) == 0)
            {
                var id = $"{random.Next(1, Jobs + 1)}";
                cluster.Ask(new CancelJob { Id = id });
                if (random.Next(2) == 0)
                {
                    cluster.Ask(new ResumeJob { Id = id });
                }
            }
        }

        cluster.IsRough = false;
        for (var step = 0; step < 4 * 600 && cluster.Coordination.Queue.Open > 0; step++)
        {
            cluster.Step();
        }

        return cluster;
    }

    private static void EndsOnce(ModelCluster cluster, Job job, int seed)
    {
        var events = cluster.Journal.Where(happened => Orders.IdOf(happened).Equals(job.Id, StringComparison.Ordinal));
        var last = events.Last();
        Assert.Equal(1 + events.OfType<JobResumed>().Count(), events.OfType<JobEnded>().Count());
        Assert.True(last is JobEnded, $"seed {seed}: {last}");
        var attempts = events.OfType<JobAssigned>().Select(assigned => assigned.Attempt).ToArray();
        Assert.Equal(Enumerable.Range(1, attempts.Length).Select(attempt => (long)attempt), attempts);
    }

    private static void HasNoGap(Job job)
    {
        var events = job.History.Events;
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(e => e.Number));
        var states = events.Where(happened => happened.State is not null).Select(happened => happened.State).ToArray();
        Assert.Equal(states.SkipLast(1).Select(change => change.To), states.Skip(1).Select(change => change.From));
        Assert.Equal(job.State, states[^1].To);
        Assert.All(states, change => Assert.NotEmpty(change.Cause));
        var epochs = events.Where(happened => happened.Epoch is not null).Select(happened => happened.Epoch.Epoch);
        Assert.Equal(Enumerable.Range(1, job.EpochsDone), epochs);
        Assert.True(events.Zip(events.Skip(1)).All(pair => pair.First.Time <= pair.Second.Time));
    }
}
