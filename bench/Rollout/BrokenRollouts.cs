using Vitrine.Fleet.Hub;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Bench.Rollout;

/// <summary>
/// Rollouts to one device, one after another, each broken once at a random moment: the device is killed, or its link is cut.
/// </summary>
internal sealed class BrokenRollouts : IDisposable
{
    private const string Device = "shop-1";
    private static readonly TimeSpan LongestCut = TimeSpan.FromSeconds(1);
    private static readonly FleetPlan Plan = new()
    {
        Canaries = [Device],
        Waves = [1],
        Soak = TimeSpan.Zero,
    };

    private readonly Publisher hub;
    private readonly CuttableLink link;
    private readonly DeviceFolder disk;
    private readonly string data;
    private readonly Dictionary<string, int> deaths = new(StringComparer.Ordinal);
    private readonly List<string> faults = [];
    private EdgeChild edge;
    private int installed;
    private int refused;

    private BrokenRollouts(string folder, Publisher hub)
    {
        (this.hub, link, data) = (hub, new CuttableLink(hub.Address), Path.Combine(folder, "device"));
        disk = new DeviceFolder(data, hub.Keys);
        edge = Start();
    }

    /// <param name="folder">For all files; made.</param>
    /// <param name="kills">How many are broken by a death, and as many again by a cut, in turn.</param>
    /// <param name="seed">Of the moments.</param>
    /// <returns>Faults.</returns>
    public static async Task<int> RunAsync(string folder, int kills, int seed)
    {
        await using var publisher = await Publisher.StartAsync(Path.Combine(folder, "hub"));
        using var runs = new BrokenRollouts(folder, publisher);
        return await runs.RunAsync(2 * kills, seed);
    }

    public void Dispose()
    {
        edge.Dispose();
        link.Dispose();
    }

    private async Task<int> RunAsync(int breaks, int seed)
    {
        await edge.Address;
        // A hub that has just begun to listen waits half a minute before it ends its first rollout.
        await ReleaseAsync();
        await EndAsync();

        var (begun, before) = (TimeProvider.System.GetTimestamp(), link.ChunkBytes);
        await ReleaseAsync();
        await EndAsync();
        var (length, once) = (TimeProvider.System.GetElapsedTime(begun), link.ChunkBytes - before);

        var random = new Random(seed);
        (installed, refused, before) = (0, 0, link.ChunkBytes);
        for (var run = 0; run < breaks; run++)
        {
            var version = (await ReleaseAsync()).Version;
            await Task.Delay(random.NextDouble() * length);
            if (run % 2 == 0)
            {
                await KillAsync(version);
            }
            else
            {
                await link.CutAsync(random.NextDouble() * LongestCut);
            }

            await EndAsync();
        }

        await edge.KillAsync();
        faults.AddRange(disk.Faults());
        Print(breaks, seed, length, again: (link.ChunkBytes - before - ((double)breaks * once)) / (breaks * once));
        return faults.Count;
    }

    private Task<RolloutStatus> ReleaseAsync() => hub.ReleaseAsync(BenchModel.Bundled, Plan);

    /// <summary>Waits until the rollout has ended: installed, or cleanly not.</summary>
    private async Task EndAsync()
    {
        RolloutStatus status;
        try
        {
            status = await hub.UntilAsync(status => status.State is not "running");
        }
        catch (TimeoutException stuck)
        {
            throw new TimeoutException($"{stuck.Message}\nThe device:\n{string.Join('\n', edge.LastLines)}", stuck);
        }

        var device = status.Devices.Single();
        if (status.State is "finished" && device.LiveVersion == status.Version)
        {
            installed++;
        }
        else if (device.Phase is RolloutPhase.Refused or RolloutPhase.Reverted)
        {
            refused++;
            Console.WriteLine($"    version {status.Version} {device.Phase}: {device.Reason}");
        }
        else
        {
            faults.Add($"version {status.Version} ended as {device}");
        }
    }

    /// <summary>Kills the device, looks what is on its disk, and starts it again: it runs a model from before or the new one.</summary>
    private async Task KillAsync(int version)
    {
        await edge.KillAsync();
        var phase = disk.Phase?.ToString() ?? "before or after";
        deaths[phase] = deaths.GetValueOrDefault(phase) + 1;
        faults.AddRange(disk.Faults());

        var again = TimeProvider.System.GetUtcNow();
        edge.Dispose();
        edge = Start();
        var status = await hub.UntilAsync(s => s.Devices.Single().Seen.ToDateTimeOffset() > again);
        var live = status.Devices.Single().LiveVersion;
        if (live > version || live < version - refused - 1)
        {
            faults.Add($"killed during version {version}, it started with version {live}");
        }
    }

    /// <summary>A device that is quick to try a model, so that a rollout takes seconds.</summary>
    private EdgeChild Start() =>
        new(
            cores: "0",
            [
                .. "--source synthetic --http none".Split(' '),
                .. FleetMember.Arguments(link.Address, hub.Keys, Device, data),
                .. Set("bytes-per-second=3000000", "answer-within=1"),
                .. Set("shadow.faces=10", "shadow.least=0", "shadow.share=1", "shadow.slowness=100"),
                .. Set("probation.faces=10", "probation.least=0", "probation.share=1", "probation.slowness=100"),
            ]
        );

    private static IEnumerable<string> Set(params string[] settings) =>
        settings.SelectMany(setting => new[] { "--set", $"rollout.{setting}" });

    private void Print(int breaks, int seed, TimeSpan length, double again)
    {
        Console.WriteLine(
            Invariant(
                $"(d) {breaks / 2} kill -9 and {breaks / 2} cuts at random moments of {breaks} rollouts of {length.TotalSeconds:0.0} s (seed {seed}): {installed} installed, {refused} cleanly not, {faults.Count} faults; {again:P2} sent again"
            )
        );
        Console.WriteLine($"    killed in {string.Join(", ", deaths.Select(death => $"{death.Key} {death.Value}"))}");
        faults.ForEach(fault => Console.WriteLine($"    {fault}"));
    }
}
