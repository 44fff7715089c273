using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Tests.Device;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

/// <summary>Who a device is to its hub, whatever it says.</summary>
public sealed class DeviceIdentityTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TinyReleases releases = new();
    private readonly X509Certificate2 authority = TestCertificates.Authority();
    private readonly ConcurrentQueue<string> said = [];
    private readonly ActorSystem system = ActorSystem.Create("test", "akka { loglevel = OFF, stdout-loglevel = OFF }");
    private readonly List<HubLink> links = [];
    private RolloutHub? hub;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_TLS_a_device_is_its_certificate_and_moves_nobody_elses_rollout()
    {
        Listen(withTls: true);
        await using var client = Operator();
        var canary = Device("shop-1");
        await Reports(canary, "shop-1", RolloutPhase.Unknown);
        await Started(client);
        Assert.NotNull((await Reports(canary, "shop-1", RolloutPhase.Transferring)).Offer);

        var other = Device("shop-2");
        await Reports(other, "shop-1", RolloutPhase.Reverted);
        await Reports(other, "shop-1", RolloutPhase.Live);

        var status = await Status(client);
        Assert.Equal("running", status.State);
        Assert.Equal(["shop-1", "shop-2"], status.Devices.Select(device => device.Device));
        Assert.Equal(RolloutPhase.Transferring, status.Devices[0].Phase);
        Assert.Equal(0, status.Devices[1].Wave);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_second_connection_under_a_live_name_is_not_heard_and_that_is_one_line(bool withTls)
    {
        Listen(withTls);
        await using var client = Operator();
        var canary = Device("shop-1");
        await Reports(canary, "shop-1", RolloutPhase.Unknown);
        await Started(client);
        await Reports(canary, "shop-1", RolloutPhase.Transferring);

        var second = Device("shop-1");
        await Soon.True(() =>
        {
            second.Link.Send(State("shop-1", RolloutPhase.Reverted));
            second.Link.Send(State("shop-1", RolloutPhase.Live));
            return said.Any(line => line.Contains("shop-1: a device of this name", StringComparison.Ordinal));
        });

        await Reports(canary, "shop-1", RolloutPhase.Transferring);
        var status = await Status(client);
        Assert.Equal("running", status.State);
        Assert.Equal(RolloutPhase.Transferring, Assert.Single(status.Devices).Phase);
        Assert.Single(said, line => line.Contains("of this name", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_device_whose_connection_is_gone_is_heard_over_a_new_one(bool withTls)
    {
        Listen(withTls);
        var first = Device("shop-1");
        await Reports(first, "shop-1", RolloutPhase.Unknown);
        links.Remove(first.Link);
        await first.Link.DisposeAsync();

        await Reports(Device("shop-1"), "shop-1", RolloutPhase.Unknown);
    }

    [Fact]
    public async Task A_certificate_without_a_devices_name_is_nobody_and_that_is_said()
    {
        Listen(withTls: true);
        var nameless = Device("hub or device");

        await Soon.True(() =>
        {
            nameless.Link.Send(State("shop-1", RolloutPhase.Unknown));
            return !said.IsEmpty;
        });

        OneLine.Says(said.First(), "turned away 127.0.0.1", "'CN=hub or device'", "no device's name");
        await using var client = Operator();
        Assert.Empty((await Status(client)).Devices);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in links)
        {
            await link.DisposeAsync();
        }

        await system.Terminate();
        system.Dispose();
        await hub!.DisposeAsync();
        authority.Dispose();
        releases.Dispose();
        folder.Dispose();
    }

    private static DeviceState State(string name, RolloutPhase phase)
    {
        var state = DrawnFleet.State(name, RolloutPhase.Unknown);
        state.Progress.Phase = phase;
        return state;
    }

    private void Listen(bool withTls)
    {
        releases.Key.Write(folder["hub"]);
        if (withTls)
        {
            TestCertificates.Issue(folder["hub/tls"], authority);
        }

        hub = RolloutHub.Start(new HubAddress("127.0.0.1", 0), folder["hub"], TimeProvider.System, said.Enqueue);
    }

    private LinkTls? Tls(string name)
    {
        if (!Directory.Exists(folder["hub/tls"]))
        {
            return null;
        }

        TestCertificates.Issue(folder[name], authority, name: name);
        return LinkTls.Read(folder[name]);
    }

    private OperatorClient Operator() => new(hub!.Address, TimeProvider.System, Tls("operator"));

    private string Token => File.ReadAllText(folder["hub/operator.token"]);

    private Task<RolloutStatus> Status(OperatorClient client) =>
        client.AskAsync(new ShowRollout { Token = Token }, Stop);

    private async Task Started(OperatorClient client) =>
        release = (
            await client.AskAsync(
                new StartRollout
                {
                    Token = Token,
                    Who = "tester",
                    Release = releases.Make(onnx: DeviceStory.Better),
                    Model = folder.Write("model.onnx", DeviceStory.Better),
                    Plan = PlanMessage.Write(new FleetPlan { Canaries = ["shop-1"], Waves = [1] }),
                },
                Stop
            )
        ).Release;

    private string release = string.Empty;

    private (HubLink Link, Inbox Inbox) Device(string certificate)
    {
        var link = new HubLink(hub!.Address, HubAddress.Devices, TimeProvider.System, Tls(certificate));
        links.Add(link);
        var inbox = Inbox.Create(system);
        link.Attach(inbox.Receiver);
        return (link, inbox);
    }

    /// <summary>Reports until it is answered.</summary>
    private async Task<Lease> Reports((HubLink Link, Inbox Inbox) device, string name, RolloutPhase phase)
    {
        var state = State(name, phase);
        state.Progress.Release = release;
        while (true)
        {
            device.Link.Send(state);
            try
            {
                return Assert.IsType<Lease>(await device.Inbox.ReceiveAsync(TimeSpan.FromSeconds(1)).WaitAsync(Stop));
            }
            catch (TimeoutException)
            {
                Stop.ThrowIfCancellationRequested();
            }
        }
    }
}
