using Akka.Actor;
using Google.Protobuf;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Tests.Device;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

/// <summary>A hub, devices and an operator, over Akka.Remote on loopback.</summary>
public sealed class RolloutHubTests : IAsyncDisposable
{
    private static readonly byte[] Better = DeviceStory.Better;
    private static readonly byte[] Worse = DeviceStory.Worse;
    private readonly SmallFleet fleet = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_goes_through_the_canary_to_all_and_the_history_tells_how()
    {
        fleet.Dial("shop-1", "shop-2", "shop-3");
        await using var client = fleet.Client();
        await fleet.Heard(client, 3);

        await client.AskAsync(fleet.Start(Better), Stop);
        var status = await fleet.Until(client, status => status.State is "finished");

        Assert.All(fleet.Devices, device => Assert.Equal(4, device.Live.Manifest.Version));
        Assert.Equal([1, 2, 2], status.Devices.Select(device => device.Wave));
        Assert.Equal([(1, 1, 0), (2, 2, 0)], status.Progress.Select(wave => (wave.Devices, wave.Live, wave.Failed)));
        Assert.Contains("shop-1: live", fleet.Said);
        var history = History.Verify(fleet.Folder.Path);
        Assert.Equal(FleetEventKind.Started, history[0].Event.Kind);
        Assert.Equal(("tester", fleet.Releases.Key.Id), (history[0].Event.Who, history[0].Event.Key));
        Assert.Equal(["shop-1"], history[1].Event.Devices!.Value);
        Assert.Equal((status.Head, status.News[0].Text), (history[^1].Hash, history[^1].Event.Text));
    }

    [Fact]
    public async Task A_worse_model_goes_no_further_than_the_canary()
    {
        fleet.Dial("shop-1", "shop-2");
        await using var client = fleet.Client();
        await fleet.Heard(client, 2);

        await client.AskAsync(fleet.Start(Worse), Stop);
        var status = await fleet.Until(client, status => status.State is "halted");

        OneLine.Says(status.Reason, "1 of 1", "Worse");
        Assert.All(fleet.Devices, device => Assert.Equal(3, device.Live.Manifest.Version));
        Assert.Equal(0, status.Devices.Single(device => device.Device is "shop-2").Wave);
    }

    [Fact]
    public async Task A_hub_that_was_away_goes_on_and_devices_find_it_again()
    {
        fleet.Dial("shop-1", "shop-2");
        await using (var client = fleet.Client())
        {
            await fleet.Heard(client, 2);
            await client.AskAsync(fleet.Start(Better), Stop);
        }

        await fleet.ComesBack(meanwhile: () => { });

        await using var again = fleet.Client();
        await fleet.Heard(again, 2);
        await fleet.Until(again, status => status.State is "finished");
        Assert.All(fleet.Devices, device => Assert.Equal(4, device.Live.Manifest.Version));
        History.Verify(fleet.Folder.Path);
    }

    [Fact]
    public async Task A_hub_whose_release_is_gone_says_so_and_works()
    {
        await using (var client = fleet.Client())
        {
            await client.AskAsync(fleet.Start(Better), Stop);
        }

        await fleet.ComesBack(() => File.Delete(Directory.GetFiles(fleet.Folder.Path, "*.release").Single()));

        await using var again = fleet.Client();
        await fleet.Until(again, status => status.State is "running");
        OneLine.Says(Assert.Single(fleet.Said, line => line.Contains("cannot be served", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Aborted_it_comes_back_from_where_it_is_live()
    {
        fleet.Dial("shop-1", "shop-2");
        await using var client = fleet.Client();
        await fleet.Heard(client, 2);
        await client.AskAsync(fleet.Start(Better, new FleetPlan { Soak = TimeSpan.FromHours(1) }), Stop);
        await fleet.Until(client, status => status.Devices[0].Phase is RolloutPhase.Live);

        await client.AskAsync(fleet.Abort("second thoughts"), Stop);
        var status = await fleet.Until(client, status => status.Devices.Any(d => d.Phase is RolloutPhase.Reverted));

        Assert.Equal("aborted", status.State);
        Assert.Equal(3, fleet.Devices[0].Live.Manifest.Version);
        OneLine.Says(status.Devices[0].Reason, "second thoughts");
    }

    [Fact]
    public async Task Only_the_release_that_is_served_is_kept()
    {
        await using var client = fleet.Client();
        await client.AskAsync(fleet.Start(Better), Stop);
        await client.AskAsync(fleet.Abort("a better one is there"), Stop);

        var status = await client.AskAsync(fleet.Start(Better, version: 5), Stop);

        Assert.Equal(
            fleet.Folder[$"{status.Release}.release"],
            Directory.GetFiles(fleet.Folder.Path, "*.release").Single()
        );
        Assert.True(File.Exists(fleet.Folder[$"{status.Release}.onnx"]));
    }

    [Fact]
    public async Task Who_does_not_know_the_token_moves_nothing()
    {
        await using var client = fleet.Client();
        var start = fleet.Start(Better);
        start.Token = "guess";

        OneLine.Says((await Refused(client, start)).Message, "token");
        Assert.Equal("none", (await client.AskAsync(new ShowRollout { Token = fleet.Token }, Stop)).State);
    }

    [Fact]
    public async Task Orders_are_not_taken_where_devices_are_heard()
    {
        await using var client = fleet.Client();
        await client.AskAsync(fleet.Start(Better), Stop);
        using var system = ActorSystem.Create("stranger", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        using var inbox = Inbox.Create(system);
        await using var link = new HubLink(fleet.Hub.Address, HubAddress.Devices, TimeProvider.System);
        link.Attach(inbox.Receiver);

        link.Send(fleet.Abort("because I can"));
        link.Send(new DeviceState { Device = "stranger" });

        // What is sent in order is heard in order: when the second was answered, the first was not obeyed.
        Assert.IsType<Lease>(await inbox.ReceiveAsync(Soon.Deadline));
        Assert.Equal("running", (await client.AskAsync(new ShowRollout { Token = fleet.Token }, Stop)).State);
    }

    [Fact]
    public async Task What_devices_would_refuse_is_refused_at_once()
    {
        await using var client = fleet.Client();
        using var strangers = new TinyReleases();
        var (unknown, otherModel) = (fleet.Start(Better), fleet.Start(Better));
        unknown.Release = strangers.Make(onnx: Better);
        otherModel.Model = fleet.Folder.Write("other.onnx", Worse);

        OneLine.Says((await Refused(client, unknown)).Message, "signed by");
        OneLine.Says((await Refused(client, otherModel)).Message, "other.onnx", "not the one that was signed");
    }

    [Fact]
    public async Task A_hub_that_is_not_there_is_said()
    {
        await using var client = new OperatorClient(new HubAddress("127.0.0.1", 1), TimeProvider.System)
        {
            Patience = TimeSpan.FromMilliseconds(300),
        };

        OneLine.Says((await Refused(client, new ShowRollout())).Message, "127.0.0.1:1");
    }

    public ValueTask DisposeAsync() => fleet.DisposeAsync();

    private static Task<BadInputException> Refused(OperatorClient client, IMessage order) =>
        Assert.ThrowsAsync<BadInputException>(() => client.AskAsync(order, Stop));
}
