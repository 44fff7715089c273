using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Training.Cluster;
using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Queue;

/// <summary>A queue of which a disk gives something else than was written.</summary>
public sealed class StoredQueueTests
{
    private static readonly Timestamp Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch);

    private static readonly IMessage[] Events =
    [
        Orders.Queued("1-aa"),
        Orders.Queued("2-bb", sweep: "s"),
        new JobAssigned
        {
            Id = "1-aa",
            Attempt = 1,
            Worker = "w",
            Secret = "secret",
            Time = Time,
        },
        Progress(1, new JobReport { Entered = JobState.Training }),
        Progress(2, new JobReport { Epoch = new EpochEnded { Result = new EpochResult { Epoch = 1 } } }),
        Progress(3, new JobReport { Line = "hello" }),
        new JobReturned
        {
            Id = "1-aa",
            Cause = "lost",
            Time = Time,
        },
        new JobEnded
        {
            Id = "1-aa",
            State = JobState.Cancelled,
            Cause = "c",
            Time = Time,
        },
        new JobResumed
        {
            Id = "1-aa",
            Job = Orders.Job(),
            Time = Time,
        },
    ];

    private static readonly QueueState Queue = Events.Aggregate(new QueueState(), StoredQueue.After);

    private static QueueSnapshot Snapshot => QueueSnapshots.Of(Queue).Clone();

    [Fact]
    public void What_was_written_is_read()
    {
        var (readable, faults) = StoredQueue.Snapshot(Snapshot.ToByteArray());

        Assert.Equal(Snapshot, readable);
        Assert.Empty(faults);
        Assert.All(Events, one => Assert.Equal(one, StoredQueue.Event(one.Descriptor.FullName, one.ToByteArray())));
    }

    [Fact]
    public void A_job_that_lacks_something_or_cannot_be_is_left_out_and_the_others_stay()
    {
        Damaged(job => job.Queued = null, "it lacks queued");
        Damaged(job => job.Changed = null, "it lacks changed");
        Damaged(job => job.Queued.Job = null, "it lacks job");
        Damaged(job => job.Events[0].Time = null, "it lacks time");
        Damaged(job => job.Events[0].ClearWhat(), "it lacks what");
        Damaged(job => job.Changed.Seconds = long.MaxValue, "a time is none");
        Damaged(job => job.State = (JobState)99, "its state is none");
        Damaged(job => job.State = JobState.Unspecified, "1-aa: it has no state");
        Damaged(job => job.Queued.Id = "../../x", "its ID");
        Damaged(job => job.Queued.Number = 7, "its ID");
        Damaged(job => (job.Queued.Number, job.Queued.Id) = (2, "2-cc"), "one job");
        Damaged(job => job.Events[1].Number = 7, "not in order");
    }

    [Fact]
    public void One_that_is_cut_off_between_two_jobs_is_not_taken_for_whole()
    {
        var (readable, faults) = StoredQueue.Snapshot(new QueueSnapshot { Jobs = { Snapshot.Jobs[0] } }.ToByteArray());

        Assert.Equal("1-aa", Assert.Single(readable.Jobs).Queued.Id);
        Assert.Equal("the number of its newest job", Assert.Single(faults));
        Assert.Single(StoredQueue.Snapshot([]).Faults);
    }

    [Fact]
    public void An_event_that_cannot_have_happened_is_refused()
    {
        Refused(new QueueSnapshot(), "no event");
        Refused(
            new JobEnded
            {
                Id = "1-aa",
                Time = Time,
                State = JobState.Training,
            },
            "in which a job can end"
        );
        Refused(new JobEnded { Id = "1-aa", State = JobState.Done }, "it lacks time");
        Refused(
            new JobEnded
            {
                Id = "1",
                Time = Time,
                State = JobState.Done,
            },
            "its job is not there"
        );
        Refused(
            new JobEnded
            {
                Id = "9-aa",
                Time = Time,
                State = JobState.Done,
            },
            "its job is not there"
        );
        Refused(Orders.Queued("2-cc"), "there already");
    }

    [Fact]
    public void No_mutation_of_a_snapshot_takes_two_lines_or_gives_a_queue_that_cannot_be_shown()
    {
        foreach (var damaged in Mutations.Of(Snapshot.ToByteArray(), seed: 25))
        {
            var (readable, faults) = StoredQueue.Snapshot(damaged);

            Assert.All(faults, fault => OneLine.Says(fault));
            Show(QueueSnapshots.Queue(QueueSnapshot.Parser.ParseFrom(readable.ToByteArray())));
            // What was repaired is not damaged.
            Assert.True(readable.Jobs.Count == 0 || StoredQueue.Snapshot(readable.ToByteArray()).Faults.Count == 0);
        }
    }

    [Fact]
    public void No_mutation_of_an_event_takes_two_lines_or_gives_a_queue_that_cannot_be_shown()
    {
        foreach (var (one, index) in Events.Select((one, index) => (one, index)))
        {
            var before = Events.Take(index).Aggregate(new QueueState(), StoredQueue.After);
            foreach (
                var damaged in Mutations
                    .Of(one.ToByteArray(), seed: 26 + index)
                    .Take(Mutations.Count / Events.Length + 1)
            )
            {
                try
                {
                    Show(StoredQueue.After(before, StoredQueue.Event(one.Descriptor.FullName, damaged)));
                }
                catch (InvalidDataException refused)
                {
                    OneLine.Says(refused.Message);
                }
            }
        }
    }

    private static JobProgressed Progress(long report, JobReport what) =>
        new()
        {
            Id = "1-aa",
            Report = report,
            What = what,
            Time = Time,
        };

    private static void Damaged(Action<JobRecord> change, string says)
    {
        var snapshot = Snapshot;
        change(snapshot.Jobs[0]);
        var (readable, faults) = StoredQueue.Snapshot(
            new QueueSnapshot { Jobs = { snapshot.Jobs.Reverse() }, Newest = 2 }.ToByteArray()
        );

        Assert.Equal("2-bb", Assert.Single(readable.Jobs).Queued.Id);
        OneLine.Says(Assert.Single(faults), says);
    }

    private static void Refused(IMessage happened, string says) =>
        OneLine.Says(
            Assert
                .Throws<InvalidDataException>(() =>
                    StoredQueue.After(Queue, StoredQueue.Event(happened.Descriptor.FullName, happened.ToByteArray()))
                )
                .Message,
            says
        );

    /// <summary>All that clients may ask of it.</summary>
    private static void Show(QueueState queue)
    {
        var known = (new Coordination(new LeaseOptions()) with { Queue = queue }).Begun(TimeSpan.Zero);
        QueueView.Page(known, new ListJobs()).ToByteArray();
        QueueBoard.Of(known, TimeSpan.Zero).ToByteArray();
        QueueView.Done(queue);
        QueueSnapshots.Of(queue).ToByteArray();
        known.Decide(TimeSpan.FromDays(1), DateTimeOffset.UnixEpoch);
        foreach (var job in queue.Jobs)
        {
            QueueView.Details(known, job).ToByteArray();
            QueueView.Events(job, 0).ToByteArray();
        }
    }
}
