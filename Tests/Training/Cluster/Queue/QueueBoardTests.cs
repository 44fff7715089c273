using Google.Protobuf.WellKnownTypes;
using Vitrine.Training.Cluster;
using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Queue;

public sealed class QueueBoardTests
{
    private static readonly DateTimeOffset Begin = DateTimeOffset.UnixEpoch;

    [Fact]
    public void The_oldest_comes_next_the_newest_ended_last_and_a_sweep_knows_its_best()
    {
        var queue = new[] { Queued(1, "s"), Queued(2, "s"), Queued(3, ""), Queued(4, "") }.Aggregate(
            new QueueState(),
            (queue, one) => queue.Apply(one)
        );
        queue = queue.Apply(Ended("1", JobState.Failed, minute: 9)).Apply(Ended("4", JobState.Cancelled, minute: 5));

        var board = QueueBoard.Of(new Coordination(new LeaseOptions()) { Queue = queue }, TimeSpan.Zero);

        Assert.Equal(["2", "3"], board.Waiting.Select(job => job.Id));
        Assert.Equal(["1", "4"], board.Ended.Select(job => job.Id));
        Assert.Equal(
            (2, 1, 0),
            (board.Sweeps.Single().Jobs, board.Sweeps.Single().Ended, board.Sweeps.Single().Running)
        );
        Assert.Equal((2, 0, 1, 1), (board.TotalWaiting, board.TotalDone, board.TotalFailed, board.TotalCancelled));
    }

    [Fact]
    public void It_fits_into_one_message_however_much_there_is()
    {
        var wordy = new string('ß', 300);
        var queue = Enumerable
            .Range(1, 600)
            .Aggregate(new QueueState(), (queue, number) => queue.Apply(Queued(number, $"{number}-{wordy[..90]}")));
        queue = Enumerable
            .Range(1, 100)
            .Aggregate(queue, (all, number) => all.Apply(Ended($"{number}", JobState.Failed, number, wordy)));
        queue = Enumerable.Range(101, 256).Aggregate(queue, (all, number) => all.Apply(Assigned(number)));
        var roster = Enumerable
            .Range(101, 256)
            .Aggregate(
                Roster.Empty,
                (all, number) =>
                    all.Heard(
                        Worker(number),
                        new WorkerResources
                        {
                            Devices = { "cpu", "cuda" },
                            Cores = 64,
                            Memory = long.MaxValue,
                            Disk = long.MaxValue,
                        },
                        TimeSpan.Zero
                    )
            );

        var board = QueueBoard.Of(
            new Coordination(new LeaseOptions()) { Queue = queue, Roster = roster },
            TimeSpan.Zero
        );

        Assert.Equal(
            (QueueBoard.MostRunning, 256, 256),
            (board.Running.Count, board.TotalRunning, board.Workers.Count)
        );
        Assert.InRange(board.CalculateSize(), 50_000, 120_000);
    }

    private static JobQueued Queued(int number, string sweep) => Orders.Queued($"{number}", sweep: sweep);

    private static JobAssigned Assigned(int number) =>
        new()
        {
            Id = $"{number}",
            Attempt = 1,
            Worker = Worker(number),
            Time = Timestamp.FromDateTimeOffset(Begin),
        };

    private static string Worker(int number) =>
        $"a-machine-with-a-rather-long-name.example:{10_000 + number}-abcdef0123";

    private static JobEnded Ended(string id, JobState state, int minute, string cause = "so it was") =>
        new()
        {
            Id = id,
            State = state,
            Cause = cause,
            Time = Timestamp.FromDateTimeOffset(Begin.AddMinutes(minute)),
        };
}
