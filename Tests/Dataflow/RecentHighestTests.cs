using Microsoft.Extensions.Time.Testing;
using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class RecentHighestTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly RecentHighest highest;

    public RecentHighestTests() => highest = new RecentHighest(clock);

    [Fact]
    public void Nothing_recorded_is_zero() => Assert.Equal(TimeSpan.Zero, highest.Value);

    [Fact]
    public void The_longest_of_a_second_counts()
    {
        Record(3, 7, 5);

        Assert.Equal(7, highest.Value.TotalMilliseconds);
    }

    [Fact]
    public void After_ten_seconds_it_is_forgotten()
    {
        Record(7);
        Pass(seconds: 5);
        Record(3);
        Pass(seconds: 4);
        Assert.Equal(7, highest.Value.TotalMilliseconds);

        Pass(seconds: 1);
        Assert.Equal(3, highest.Value.TotalMilliseconds);

        Record(1);
        Pass(seconds: 60);
        Assert.Equal(0, highest.Value.TotalMilliseconds);
    }

    private void Record(params int[] milliseconds) =>
        Array.ForEach(milliseconds, one => highest.Record(TimeSpan.FromMilliseconds(one)));

    private void Pass(int seconds) => clock.Advance(TimeSpan.FromSeconds(seconds));
}
