using Google.Protobuf.WellKnownTypes;
using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Queue;

public sealed class JobHistoryTests
{
    [Fact]
    public void Only_the_newest_are_kept_and_the_numbers_go_on()
    {
        var history = Lines(JobHistory.Most + 7);

        Assert.Equal((8, JobHistory.Most + 7), (history.First, history.Last));
        Assert.Equal(JobHistory.Most, history.Events.Count);
    }

    [Fact]
    public void A_reader_gets_what_it_has_not_in_parts_that_fit()
    {
        var history = Lines(100);
        var each = history.Events[50].CalculateSize();

        Assert.Equal([51, 52, 53], history.After(50, (3 * each) + 5).Select(e => (int)e.Number));
        Assert.Equal([100], history.After(99, 10_000).Select(e => (int)e.Number));
        Assert.Empty(history.After(100, 10_000));
        Assert.Empty(history.After(1000, 10_000));
        Assert.Single(history.After(0, 1));
        Assert.Equal(8, Lines(JobHistory.Most + 7).After(0, 1)[0].Number);
    }

    private static JobHistory Lines(int count) =>
        Enumerable
            .Range(1, count)
            .Aggregate(
                new JobHistory(),
                (history, number) =>
                    history.With(
                        new JobEvent { Line = "a line" },
                        Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
                        1
                    )
            );
}
