using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class BackOffTests
{
    [Fact]
    public void Each_pause_is_twice_as_long_up_to_the_longest()
    {
        var (backOff, pauses) = (BackOff.UpToAMinute, new List<double>());
        for (var i = 0; i < 8; i++)
        {
            backOff = backOff.Next;
            pauses.Add(backOff.Pause.TotalSeconds);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], pauses);
    }

    [Fact]
    public void Before_a_failure_and_after_a_success_there_is_no_pause()
    {
        Assert.Equal(TimeSpan.Zero, BackOff.UpToAMinute.Pause);
        Assert.Equal(TimeSpan.Zero, BackOff.UpToAMinute.Next.Next.Reset.Pause);
    }

    [Fact]
    public void However_often_a_try_fails_the_pause_stays_the_longest() =>
        Assert.Equal(TimeSpan.FromMinutes(1), (BackOff.UpToAMinute with { Failures = int.MaxValue - 1 }).Next.Pause);
}
