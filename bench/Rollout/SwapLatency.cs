using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Vitrine.Fleet.Hub;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Bench.Rollout;

/// <summary>
/// The longest time from capture to count around each swap of a model, and around moments without one, in one run of an edge
/// at the pace of a camera.
/// </summary>
internal static class SwapLatency
{
    private const string Device = "swapping";
    private const string Time = "vitrine_end_to_end_";

    // The longest of ten seconds is reported: half of them before the swap, half after it.
    private static readonly TimeSpan Half = TimeSpan.FromSeconds(5);

    /// <param name="folder">For all files; made.</param>
    /// <param name="swaps">How many swaps are looked at.</param>
    public static async Task RunAsync(string folder, int swaps)
    {
        await using var hub = await Publisher.StartAsync(Path.Combine(folder, "hub"));
        var url = new Uri(Invariant($"http://127.0.0.1:{FreePort()}/"));
        using var client = new HttpClient { BaseAddress = url };
        using var edge = new EdgeChild(
            cores: "0",
            [
                .. "--source synthetic --set rollout.shadow.faces=20 --set rollout.shadow.least=5".Split(' '),
                .. "--set rollout.probation.faces=20 --set rollout.probation.least=5".Split(' '),
                .. FleetMember.Arguments(hub.Address, hub.Keys, Device, Path.Combine(folder, "device")),
                .. new[] { "--http", $"{url}" },
            ]
        );
        await edge.Address;
        await hub.UntilAsync(status => status.Devices.Count == 1);
        var (around, without) = (new List<double>(), new List<double>());
        var before = await DroppedAsync(client);
        var plan = new FleetPlan { Waves = [1], Soak = TimeSpan.Zero };
        for (var swap = 0; swap < swaps; swap++)
        {
            var version = (await hub.ReleaseAsync(BenchModel.Bundled, plan)).Version;
            await hub.UntilAsync(status =>
                status.Devices.Single() is { Phase: RolloutPhase.Probation or RolloutPhase.Live } device
                && device.LiveVersion == version
            );
            await Task.Delay(Half);
            around.Add(await ReadAsync(client, "highest"));
            await hub.UntilAsync(status => status.State is "finished");
            await Task.Delay(2 * Half);
            without.Add(await ReadAsync(client, "highest"));
        }

        var p95 = await ReadAsync(client, "p95");
        var dropped = await DroppedAsync(client) - before;
        Console.WriteLine(
            Invariant(
                $"(c) {swaps} swaps at a camera's pace: longest time from capture to count within 5 s of a swap {Ms(around)} ms, in 10 s without one {Ms(without)} ms; p95 of the last 5 min {1000 * p95:0} ms: {around.Max() / p95:0.00} x; {dropped} frames dropped meanwhile"
            )
        );
    }

    private static async Task<double> ReadAsync(HttpClient client, string figure) =>
        (await FiguresAsync(client, $"{Time}{figure}_seconds")).Single();

    private static async Task<double> DroppedAsync(HttpClient client) =>
        (await FiguresAsync(client, "vitrine_node_dropped_total")).Sum();

    private static async Task<double[]> FiguresAsync(HttpClient client, string name) =>
        [
            .. (await client.GetStringAsync(new Uri("metrics", UriKind.Relative)))
                .Split('\n')
                .Where(line =>
                    line.StartsWith(name + " ", StringComparison.Ordinal)
                    || line.StartsWith(name + "{", StringComparison.Ordinal)
                )
                .Select(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)),
        ];

    private static string Ms(List<double> seconds) =>
        Invariant($"{1000 * seconds.Min():0} to {1000 * seconds.Max():0}");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
