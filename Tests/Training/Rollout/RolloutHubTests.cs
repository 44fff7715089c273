using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Protocol;
using Vitrine.Rollout.Device;
using Vitrine.Tests.Actors.Rollout;
using Vitrine.Tests.Actors.Rollout.Device;
using Vitrine.Training.Rollout.Fleets;
using Vitrine.Training.Rollout.Histories;
using Vitrine.Training.Rollout.Hub;
using Xunit;

namespace Vitrine.Tests.Training.Rollout;

/// <summary>A hub, devices and an operator, over Akka.Remote on loopback.</summary>
public sealed class RolloutHubTests : IAsyncDisposable
{
    private static readonly byte[] Better = DeviceStory.Better;
    private static readonly byte[] Worse = DeviceStory.Worse;
    private readonly TemporaryFolder folder = new();
    private readonly TinyReleases releases = new();
    private readonly List<(TestDevice Device, HubLink Link)> devices = [];
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private RolloutHub hub;

    public RolloutHubTests()
    {
        releases.Key.Write(folder.Path);
        hub = Listen(new HubAddress("127.0.0.1", 0));
    }

    private ConcurrentQueue<string> Said { get; } = [];

    private string Token => File.ReadAllText(folder[RolloutHub.TokenFile]);

    [Fact]
    public async Task A_release_goes_through_the_canary_to_all_and_the_history_tells_how()
    {
        Dial("shop-1", "shop-2", "shop-3");
        await using var client = Client();
        await Heard(client, 3);

        await client.AskAsync(Start(Better), Stop);
        var status = await Until(client, status => status.State is "finished");

        Assert.All(devices, device => Assert.Equal(4, device.Device.Live.Manifest.Version));
        Assert.Equal([1, 2, 2], status.Devices.Select(device => device.Wave));
        Assert.Contains("shop-1: live", Said);
        var history = History.Verify(folder.Path);
        Assert.Equal(FleetEventKind.Started, history[0].Event.Kind);
        Assert.Equal(("tester", releases.Key.Id), (history[0].Event.Who, history[0].Event.Key));
        Assert.Equal(["shop-1"], history[1].Event.Devices!.Value);
        Assert.Equal(status.Head, history[^1].Hash);
    }

    [Fact]
    public async Task A_worse_model_goes_no_further_than_the_canary()
    {
        Dial("shop-1", "shop-2");
        await using var client = Client();
        await Heard(client, 2);

        await client.AskAsync(Start(Worse), Stop);
        var status = await Until(client, status => status.State is "halted");

        OneLine.Says(status.Reason, "1 of 1", "Worse");
        Assert.All(devices, device => Assert.Equal(3, device.Device.Live.Manifest.Version));
        Assert.Equal(0, status.Devices.Single(device => device.Device is "shop-2").Wave);
    }

    [Fact]
    public async Task A_hub_that_was_away_goes_on_and_devices_find_it_again()
    {
        Dial("shop-1", "shop-2");
        await using (var client = Client())
        {
            await Heard(client, 2);
            await client.AskAsync(Start(Better), Stop);
        }

        var address = hub.Address;
        await hub.DisposeAsync();
        hub = Listen(address);

        await using var again = Client();
        await Heard(again, 2);
        await Until(again, status => status.State is "finished");
        Assert.All(devices, device => Assert.Equal(4, device.Device.Live.Manifest.Version));
        History.Verify(folder.Path);
    }

    [Fact]
    public async Task Aborted_it_comes_back_from_where_it_is_live()
    {
        Dial("shop-1", "shop-2");
        await using var client = Client();
        await Heard(client, 2);
        await client.AskAsync(Start(Better, new FleetPlan { Soak = TimeSpan.FromHours(1) }), Stop);
        await Until(client, status => status.Devices[0].Phase is RolloutPhase.Live);

        await client.AskAsync(
            new AbortRollout
            {
                Token = Token,
                Who = "tester",
                Reason = "second thoughts",
                Revert = true,
            },
            Stop
        );
        var status = await Until(client, status => status.Devices.Any(d => d.Phase is RolloutPhase.Reverted));

        Assert.Equal("aborted", status.State);
        Assert.Equal(3, devices[0].Device.Live.Manifest.Version);
        OneLine.Says(status.Devices[0].Reason, "second thoughts");
    }

    [Fact]
    public async Task Who_does_not_know_the_token_moves_nothing()
    {
        await using var client = Client();
        var start = Start(Better);
        start.Token = "guess";

        OneLine.Says((await Refused(client, start)).Message, "token");
        Assert.Equal("none", (await client.AskAsync(new ShowRollout { Token = Token }, Stop)).State);
    }

    [Fact]
    public async Task What_devices_would_refuse_is_refused_at_once()
    {
        await using var client = Client();
        using var strangers = new TinyReleases();
        var (unknown, otherModel) = (Start(Better), Start(Better));
        unknown.Release = strangers.Make(onnx: Better);
        otherModel.Model = folder.Write("other.onnx", Worse);

        OneLine.Says((await Refused(client, unknown)).Message, "signed by");
        OneLine.Says((await Refused(client, otherModel)).Message, "other.onnx", "not the one that was signed");
    }

    [Fact]
    public async Task A_hub_that_is_not_there_is_said()
    {
        await using var client = new OperatorClient(new HubAddress("127.0.0.1", 1), TimeProvider.System);

        OneLine.Says((await Refused(client, new ShowRollout())).Message, "127.0.0.1:1");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (device, link) in devices)
        {
            await device.DisposeAsync();
            await link.DisposeAsync();
        }

        await hub.DisposeAsync();
        releases.Dispose();
        folder.Dispose();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task<BadInputException> Refused(OperatorClient client, Google.Protobuf.IMessage order) =>
        Assert.ThrowsAsync<BadInputException>(() => client.AskAsync(order, Stop));

    private RolloutHub Listen(HubAddress address) => RolloutHub.Start(address, folder.Path, clock, Said.Enqueue);

    private OperatorClient Client() => new(hub.Address, TimeProvider.System);

    private StartRollout Start(byte[] model, FleetPlan? plan = null) =>
        new()
        {
            Token = Token,
            Who = "tester",
            Release = releases.Make(onnx: model),
            Model = folder.Write("model.onnx", model),
            Plan = PlanMessage.Write(plan ?? new FleetPlan { Waves = [1], Soak = TimeSpan.Zero }),
        };

    private void Dial(params string[] names)
    {
        foreach (var name in names)
        {
            var link = new HubLink(hub.Address, HubAddress.Devices, TimeProvider.System);
            var device = new TestDevice(releases, name, link);
            devices.Add((device, link));
            device.Start();
        }
    }

    /// <summary>Waits for the devices, and until the hub takes it that there are no more.</summary>
    private async Task Heard(OperatorClient client, int count)
    {
        await Until(client, status => status.Devices.Count(device => device.Present) == count);
        clock.Advance(FleetDevice.Lease);
    }

    private async Task<RolloutStatus> Until(OperatorClient client, Func<RolloutStatus, bool> condition)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = await client.AskAsync(new ShowRollout { Token = Token }, Stop);
            if (condition(status))
            {
                return status;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < Soon.Deadline, status.ToString());
            await Task.Delay(50, Stop);
        }
    }
}
