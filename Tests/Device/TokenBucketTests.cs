using Vitrine.Device;
using Xunit;

namespace Vitrine.Tests.Device;

public sealed class TokenBucketTests
{
    [Fact]
    public void Over_any_time_no_more_passes_than_its_size_and_what_came_in()
    {
        var random = new Random(1);
        var (now, taken) = (TimeSpan.Zero, 0.0);
        var bucket = TokenBucket.Full(perSecond: 1000, size: 300, now);
        while (now < TimeSpan.FromSeconds(100))
        {
            now += TimeSpan.FromMilliseconds(random.Next(500));
            var wanted = random.Next(1, 300);
            now += bucket.Until(wanted, now) + TimeSpan.FromTicks(1);
            bucket = bucket.Take(wanted, now);
            taken += wanted;
            Assert.True(taken <= 300 + (1000 * now.TotalSeconds) && bucket.Tokens > -0.001);
        }

        Assert.True(taken > 40_000);
    }

    [Fact]
    public void It_says_how_long_to_wait()
    {
        var bucket = TokenBucket.Full(100, 50, TimeSpan.Zero).Take(50, TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromSeconds(0.4), bucket.Until(40, TimeSpan.Zero));
        Assert.Equal(TimeSpan.Zero, bucket.Until(40, TimeSpan.FromSeconds(1)));
    }
}
