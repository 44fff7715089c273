using Vitrine.Fleet.Hub;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

public sealed class ServingStateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_devices_ask_no_more_is_read_than_may_be_and_everybody_has_a_turn(int seed)
    {
        var random = new Random(seed);
        var state = new ServingState<int, int>();
        var (reading, answered) = (new List<int>(), new HashSet<int>());
        for (var step = 0; step < 20_000; step++)
        {
            state = state.Ask(random.Next(500), step);
            while (true)
            {
                (state, var next) = state.Begin();
                if (next is not var (device, _))
                {
                    break;
                }

                Assert.DoesNotContain(device, reading);
                reading.Add(device);
            }

            Assert.InRange(state.Count, 0, ServingState<int, int>.Most);
            if (reading.Count > 0 && random.Next(3) > 0)
            {
                // One device in particular is slow.
                var done = reading.FirstOrDefault(device => device != 7, 7);
                state = state.End(done);
                reading.Remove(done);
                answered.Add(done);
            }
        }

        Assert.Equal(499, answered.Count(device => device != 7));
    }

    [Fact]
    public void A_device_that_asks_again_is_answered_once_with_what_it_asked_last()
    {
        var (state, read) = new ServingState<string, int>().Ask("a", 1).Ask("a", 2).Begin();

        Assert.Equal(("a", 2), read!.Value);
        Assert.Null(state.Begin().Read);
        Assert.Equal(1, state.Dropped);
    }
}
