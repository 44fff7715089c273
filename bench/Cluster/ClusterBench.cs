using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Vitrine.Wire;

namespace Vitrine.Bench.Cluster;

/// <summary>The training cluster with real nodes, each a process, on real faces: deaths of its coordinator, and a sweep.</summary>
internal static class ClusterBench
{
    public static async Task<int> RunAsync(string[] options)
    {
        var kills = int.Parse(Options.Value(options, "--kills", "20"), CultureInfo.InvariantCulture);
        var seed = int.Parse(Options.Value(options, "--seed", "1"), CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("vitrine-bench-").FullName;
        try
        {
            if (SmallData.Prepare(folder) is not { } data)
            {
                Console.WriteLine("skipped: no VITRINE_DATA and no ../shared with data/aaf-train to train on");
                return 0;
            }

            var faults = await KilledCoordinator.RunAsync(Path.Combine(folder, "kills"), data, kills, seed);
            await SweepTimes.RunAsync(folder, data);
            return faults == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A job of some seconds, on one thread.</summary>
    public static TrainingJob SmallJob(string data, int epochs) =>
        new()
        {
            Task = "gender",
            Data = { data },
            Width = 0.35,
            Size = 64,
            Freeze = 0,
            Variants = 1,
            Epochs = epochs,
            Threads = 1,
        };

    /// <summary>The options of a node on this machine.</summary>
    public static string[] Node(string role, int port, string folder, int? seed = null) =>
        [
            .. new[] { "--role", role, "--port", $"{port}", "--clients", $"127.0.0.1:{Clients(port)}" },
            .. new[] { "--store", Path.Combine(folder, "store"), "--cache", Path.Combine(folder, "cache") },
            .. seed is { } other ? new[] { "--seed-node", $"127.0.0.1:{other}" } : [],
        ];

    /// <summary>Where a node takes clients.</summary>
    public static int Clients(int port) => port + 1;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
