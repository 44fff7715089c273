using Vitrine.Hosts.Edge.Sinks;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

public sealed class BackOffTests
{
    [Fact]
    public void Each_pause_is_twice_as_long_up_to_a_minute()
    {
        var (backOff, pauses) = (default(BackOff), new List<double>());
        for (var i = 0; i < 8; i++)
        {
            backOff = backOff.Next;
            pauses.Add(backOff.Pause.TotalSeconds);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], pauses);
    }
}
