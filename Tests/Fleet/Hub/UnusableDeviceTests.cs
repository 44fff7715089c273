using Vitrine.Fleet.Hub;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

/// <summary>Devices that tell what cannot be shown or kept.</summary>
public sealed class UnusableDeviceTests
{
    private readonly FleetState fleet = FleetState.At(DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData("")]
    [InlineData("a-name-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on")]
    [InlineData("\u001b[2Jshop")]
    [InlineData("shop 1")]
    public void A_device_without_a_usable_name_is_not_heard(string name) =>
        Assert.False(fleet.Takes(DrawnFleet.State(name, RolloutPhase.Unknown)));

    [Fact]
    public void A_device_that_tells_too_much_is_not_heard()
    {
        var state = DrawnFleet.State("shop-1", RolloutPhase.Unknown);
        Assert.True(fleet.Takes(state));

        state.Engine = new string('x', FleetState.LongestState);

        Assert.False(fleet.Takes(state));
    }

    [Fact]
    public void What_a_device_says_of_itself_cannot_move_the_cursor()
    {
        var drawn = new DrawnFleet();
        drawn.Dial(2);
        drawn.Begin(new FleetPlan { MostFailed = 1 });
        var state = DrawnFleet.State(drawn.Chosen[0], RolloutPhase.Refused);
        state.Progress.Reason = "\u001b[2J\r\nfine";

        var (_, happened) = drawn.Fleet.Heard(state, drawn.Now);

        Assert.Equal("[2J fine", happened!.Why);
    }
}
