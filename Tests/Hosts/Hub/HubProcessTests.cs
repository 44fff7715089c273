using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Tests.Device;
using Vitrine.Tests.Hosts.Trainer;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Hub;

/// <summary>The hub alone, as a process.</summary>
public sealed class HubProcessTests : IDisposable
{
    private static readonly string[] Heavy = ["torch", "opencv", "onnxruntime", "sqlite"];

    private const int Devices = 20;
    private const long Megabyte = 1_000_000;
    private static readonly string Program = NodeProcess.ProgramOf("Hub");
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_takes_devices_and_orders_in_little_memory_and_ends_in_order()
    {
        using var hub = Start("--listen", "127.0.0.1:0", "--store", folder["store"]);
        await hub.Until("devices may dial");
        var address = HubAddress.Parse(
            hub.Said.Split(' ').First(word => word.StartsWith("127.", StringComparison.Ordinal))
        );
        var token = await File.ReadAllTextAsync(folder["store/rollout/operator.token"], Stop);
        using var releases = new TinyReleases();
        var links = new List<HubLink>();
        var devices = new List<TestDevice>();
        try
        {
            for (var number = 0; number < Devices; number++)
            {
                links.Add(new HubLink(address, HubAddress.Devices, TimeProvider.System));
                devices.Add(new TestDevice(releases, $"shop-{number}", links[^1]));
                devices[^1].Start();
            }

            await using var client = new OperatorClient(address, TimeProvider.System);
            await Soon.Answered(
                async () =>
                    (await client.AskAsync(new ShowRollout { Token = token }, Stop)).Devices.Count(d => d.Present)
                    == Devices,
                "all devices are there"
            );
            Assert.InRange(hub.Resident, Megabyte, 100 * Megabyte);
            TestContext.Current.TestOutputHelper?.WriteLine($"{hub.Resident / Megabyte} MB with {Devices} devices");
        }
        finally
        {
            foreach (var (device, link) in devices.Zip(links))
            {
                await device.DisposeAsync();
                await link.DisposeAsync();
            }
        }

        Assert.Equal(0, await hub.Terminate());
    }

    [Fact]
    public void Nothing_that_trains_or_sees_is_in_its_folder()
    {
        var files = Directory.GetFiles(Path.GetDirectoryName(Program)!, "*", SearchOption.AllDirectories);

        Assert.Contains(Program, files);
        Assert.DoesNotContain(
            files.Select(Path.GetFileName),
            name => Heavy.Any(part => name!.Contains(part, StringComparison.OrdinalIgnoreCase))
        );
    }

    [Theory]
    [InlineData("0.0.0.0:0", "vitrine hub:", "certificates")]
    [InlineData("nowhere", "vitrine hub:", "--listen", "HOST:PORT")]
    public async Task Where_it_may_not_listen_it_says_so_in_one_line(string address, params string[] says)
    {
        using var hub = Start("--listen", address, "--store", folder["store"]);

        Assert.Equal(2, await hub.End());
        OneLine.Says(hub.Said, says);
    }

    public void Dispose() => folder.Dispose();

    // With the settings that ./vitrine gives it.
    private static NodeProcess Start(params string[] options) =>
        new(
            Program,
            ["env", "DOTNET_GCgen0size=0x400000", "MALLOC_ARENA_MAX=2", "MALLOC_MMAP_THRESHOLD_=131072"],
            ["hub", .. options]
        );
}
