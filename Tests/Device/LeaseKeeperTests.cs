using Vitrine.Fleet.Releases;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Device;

/// <summary>A device whose hub is away, cannot be dialled, or gives odd leases.</summary>
public sealed class LeaseKeeperTests : IAsyncDisposable
{
    private readonly DeviceStory story = new();

    private TestDevice Device => story.Device;

    [Fact]
    public async Task A_hub_that_goes_away_is_dialled_anew()
    {
        Device.Start();
        await Soon.True(() => !Device.Hub.States.IsEmpty);
        Device.Hub.IsThere = false;
        Device.Hub.ShortLease();

        await Soon.True(() => Device.Hub.Renewed > 0);

        await story.Said("does not answer");
    }

    [Fact]
    public async Task That_a_hub_never_answered_is_told_once()
    {
        Device.Hub.IsThere = false;
        Device.Start();
        await Soon.True(() => !Device.Hub.States.IsEmpty);

        for (var i = 0; i < 20; i++)
        {
            Device.Hub.Break();
        }

        await story.Said("has not answered yet");
        await Soon.True(() => Device.Hub.States.Count > 20);
        Assert.Single(Device.Happened);
    }

    [Fact]
    public async Task Why_a_hub_cannot_be_dialled_is_told_once_until_it_answers()
    {
        Device.Hub.IsThere = false;
        Device.Start();
        await Soon.True(() => !Device.Hub.States.IsEmpty);
        Device.Hub.Fail("busy");
        Device.Hub.Fail("busy");
        Device.Hub.Fail("it is over");
        Device.Hub.Fail("it is over");
        Device.Hub.IsThere = true;
        Device.Hub.Break();
        await story.Said("the hub answers");
        Device.Hub.Fail("it is over");

        await Soon.True(() => Device.Happened.Count == 4);

        Assert.Equal(
            ["busy; trying again", "it is over; trying again", "the hub answers", "it is over; trying again"],
            Device.Happened.Select(line => line.Text.Split(": ")[^1])
        );
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.MinValue)]
    public async Task A_lease_of_an_impossible_length_is_taken_for_a_possible_one(double seconds)
    {
        Device.Start();
        var signed = story.Releases.Make(onnx: DeviceStory.Better);
        Device.Hub.Model = DeviceStory.Better;
        Device.Hub.Offer(signed, seconds);

        await story.Came(RolloutPhase.Live, ReleaseVerification.Read(signed, story.Releases.Keys));
    }

    public ValueTask DisposeAsync() => story.DisposeAsync();
}
