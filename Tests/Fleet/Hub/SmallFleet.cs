using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Tests.Device;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

/// <summary>A hub in this process, devices that dial it over loopback, and an operator's orders.</summary>
internal sealed class SmallFleet : IAsyncDisposable
{
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly ConcurrentQueue<string> said = [];
    private readonly List<HubLink> links = [];
    private readonly List<TestDevice> devices = [];

    public SmallFleet()
    {
        Releases.Key.Write(Folder.Path);
        Hub = Listen(new HubAddress("127.0.0.1", 0));
    }

    public TemporaryFolder Folder { get; } = new();

    public TinyReleases Releases { get; } = new();

    public RolloutHub Hub { get; private set; }

    public IReadOnlyCollection<string> Said => said;

    public IReadOnlyList<TestDevice> Devices => devices;

    public string Token => File.ReadAllText(Folder[RolloutHub.TokenFile]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public OperatorClient Client() => new(Hub.Address, TimeProvider.System);

    public AbortRollout Abort(string reason) =>
        new()
        {
            Token = Token,
            Who = "tester",
            Reason = reason,
            Revert = true,
        };

    public StartRollout Start(byte[] model, FleetPlan? plan = null, int version = 4) =>
        new()
        {
            Token = Token,
            Who = "tester",
            Release = Releases.Make(onnx: model, version: version),
            Model = Folder.Write("model.onnx", model),
            Plan = PlanMessage.Write(plan ?? new FleetPlan { Waves = [1], Soak = TimeSpan.Zero }),
        };

    public void Dial(params string[] names)
    {
        foreach (var name in names)
        {
            var link = new HubLink(Hub.Address, HubAddress.Devices, TimeProvider.System);
            var device = new TestDevice(Releases, name, link);
            links.Add(link);
            devices.Add(device);
            device.Start();
        }
    }

    /// <summary>The hub ends, something happens, and it listens again.</summary>
    public Task ComesBack(Action meanwhile) =>
        ComesBack(() =>
        {
            meanwhile();
            return Task.CompletedTask;
        });

    /// <inheritdoc cref="ComesBack(Action)" />
    public async Task ComesBack(Func<Task> meanwhile)
    {
        var address = Hub.Address;
        await Hub.DisposeAsync();
        await meanwhile();
        Hub = Listen(address);
    }

    /// <summary>Waits for the devices, and until the hub takes it that there are no more.</summary>
    public async Task Heard(OperatorClient client, int count)
    {
        await Until(client, status => status.Devices.Count(device => device.Present) == count);
        clock.Advance(FleetDevice.Lease);
    }

    public async Task<RolloutStatus> Until(OperatorClient client, Func<RolloutStatus, bool> condition)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = await client.AskAsync(new ShowRollout { Token = Token }, Stop);
            if (condition(status))
            {
                return status;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Soon.Deadline, status.ToString());
            await Task.Delay(50, Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (device, link) in devices.Zip(links))
        {
            await device.DisposeAsync();
            await link.DisposeAsync();
        }

        await Hub.DisposeAsync();
        Releases.Dispose();
        Folder.Dispose();
    }

    private RolloutHub Listen(HubAddress address) => RolloutHub.Start(address, Folder.Path, clock, said.Enqueue);
}
