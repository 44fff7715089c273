using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Tests.Device;
using Vitrine.Tests.Fleet.Hub;
using Vitrine.Tests.Hosts.Web;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer.Http;

/// <summary>A rollout on the page of the node that devices dial.</summary>
[Collection(Chromium.Name)]
public sealed class FleetOnPageTests(Chromium chromium)
{
    [Fact]
    public async Task A_rollout_is_followed_wave_by_wave_and_device_by_device()
    {
        await using var fleet = new SmallFleet();
        await using var served = await ServedPage.Start(hub: fleet.Hub);
        await using var page = await chromium.Open(served.Url);
        await page.Says("#fleet-sum", "Nothing was rolled out yet");
        fleet.Dial("shop-1", "shop-2", "shop-3");
        await using var client = fleet.Client();
        await fleet.Heard(client, 3);
        await page.Says("#fleet-devices tbody tr:nth-child(1)", "not in a rollout");
        fleet.Devices[0].Supervised(Detector("failed: <b>no</b> picture"));

        await client.AskAsync(
            fleet.Start(DeviceStory.Better, new FleetPlan { Waves = [1], Soak = TimeSpan.FromHours(1) }),
            TestContext.Current.CancellationToken
        );

        await page.Says("#fleet-waves", "Canaries1 of 1 device live");
        await page.Says("#fleet-waves", "Wave 2waits, 2 devices");
        await page.Says("#fleet-sum", "gender version 4: running");
        await page.Says("#fleet-devices tbody tr:nth-child(1)", "shop-11live4");
        await page.Says("#fleet-devices tbody tr:nth-child(2)", "waiting for its wave");
        await page.Says("#fleet-news li:nth-child(1)", "shop-1: live");
        await page.Says("#fleet-events li:nth-child(1)", "shop-1: detector: failed: <b>no</b> picture");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_node_that_devices_do_not_dial_tells_of_no_fleet()
    {
        await using var served = await ServedPage.Start();

        Assert.Null((await served.GetJson("api/board"))["fleet"]);
    }

    [Fact]
    public async Task A_hub_that_has_ended_is_said()
    {
        await using var fleet = new SmallFleet();
        await using var served = await ServedPage.Start(hub: fleet.Hub);

        await fleet.Hub.DisposeAsync();

        var board = await served.GetJson("api/board");
        Assert.Equal("unknown", (string)board["fleet"]!["state"]!);
        OneLine.Says((string)board["fleet"]!["reason"]!, "ended");
    }

    private static RecentEvents Detector(string what) =>
        RecentEvents.None.Add("detector", "failure", TimeProvider.System.GetUtcNow(), $"detector: {what}", true);
}
