using Google.Protobuf.WellKnownTypes;
using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Queue;

public sealed class JobPaceTests
{
    private static readonly Timestamp Then = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch);

    [Fact]
    public void What_is_left_is_as_long_as_the_last_epochs_were_less_what_is_done_of_the_next() =>
        Assert.Equal(
            20 * 6.5,
            JobPace.Left(Trained(10, 10, 20, 20, 20, 20, 20), Said("epoch 8/14", 0.5))!.Value.TotalSeconds
        );

    [Fact]
    public void Another_attempts_pace_says_nothing()
    {
        var job = Trained(10, 10)
            .With(new JobReturned { Cause = "lost", Time = Then })
            .With(
                new JobAssigned
                {
                    Attempt = 2,
                    Worker = "other",
                    Time = Then,
                }
            )
            .With(
                new JobProgressed
                {
                    What = new JobReport { Entered = JobState.Training },
                    Time = Then,
                }
            );

        Assert.Equal(JobState.Training, job.State);
        Assert.Null(JobPace.Left(job, Said("epoch 3/14", 0.5)));
    }

    [Fact]
    public void A_worker_that_speaks_of_an_epoch_that_has_ended_takes_nothing_off() =>
        Assert.Equal(120, JobPace.Left(Trained(10, 10), Said("epoch 2/14", 1))!.Value.TotalSeconds);

    private static Job Trained(params double[] seconds) =>
        seconds
            .Index()
            .Aggregate(
                Job.From(Orders.Queued("1-a", job => job.Epochs = 14))
                    .With(
                        new JobAssigned
                        {
                            Attempt = 1,
                            Worker = "one",
                            Time = Then,
                        }
                    )
                    .With(
                        new JobProgressed
                        {
                            What = new JobReport { Entered = JobState.Training },
                            Time = Then,
                        }
                    ),
                (job, epoch) => job.With(Ended(epoch.Index + 1, epoch.Item))
            );

    private static JobProgressed Ended(int epoch, double seconds) =>
        new()
        {
            What = new JobReport
            {
                Epoch = new EpochEnded
                {
                    Result = new EpochResult { Epoch = epoch, Seconds = seconds },
                    Checkpoint = new JobCheckpoint { Epochs = epoch },
                },
            },
            Time = Then,
        };

    private static RenewLease Said(string phase, double share) =>
        new()
        {
            Phase = phase,
            Done = (long)(share * 100),
            Total = 100,
        };
}
