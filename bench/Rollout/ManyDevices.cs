using Akka.Actor;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Wire;
using static System.FormattableString;
using static Vitrine.Bench.Printing;

namespace Vitrine.Bench.Rollout;

/// <summary>
/// One release to many simulated devices that pull all of it over loopback, with no rate limit: all as fast as they can, and
/// with one of them slow, in turn. The publisher is a process of its own, whose memory is looked at meanwhile.
/// </summary>
internal static class ManyDevices
{
    private const int Devices = 100;
    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <param name="folder">For all files; made.</param>
    /// <param name="rounds">How often both are measured.</param>
    public static async Task RunAsync(string folder, int rounds)
    {
        await using var hub = await Publisher.StartAsync(Path.Combine(folder, "hub"));
        for (var round = 0; round < rounds; round++)
        {
            Say(await MeasureAsync(hub, withSlow: false));
            Say(await MeasureAsync(hub, withSlow: true));
        }
    }

    private static async Task<FormattableString> MeasureAsync(Publisher hub, bool withSlow)
    {
        using var system = ActorSystem.Create("devices", RemoteClient.Settings("devices"));
        var selection = system.ActorSelection(hub.Address.PathOf(HubAddress.Devices));
        var dialled = TimeProvider.System.GetUtcNow();
        var pulled = new TaskCompletionSource<TimeSpan>[Devices];
        for (var device = 0; device < Devices; device++)
        {
            var done = pulled[device] = new TaskCompletionSource<TimeSpan>(
                TaskCreationOptions.RunContinuationsAsynchronously
            );
            var pause = withSlow && device == 0 ? SlowPause : TimeSpan.Zero;
            var name = Invariant($"device-{device:000}");
            system.ActorOf(Props.Create(() => new SimulatedDevice(name, selection, pause, done)));
        }

        await hub.UntilAsync(s => s.Devices.Count(device => device.Seen.ToDateTimeOffset() > dialled) == Devices);
        var before = hub.Resident;
        await hub.ReleaseAsync(BenchModel.Bundled, new FleetPlan { CanaryCount = 1000, Waves = [1] });
        var (most, all) = (before, Task.WhenAll(pulled.Select(device => device.Task)));
        while (!all.IsCompleted)
        {
            await Task.Delay(LookEvery);
            most = Math.Max(most, hub.Resident);
        }

        var times = (await all).Select(time => time.TotalSeconds).ToArray();
        var fast = times.Skip(withSlow ? 1 : 0).Order().ToArray();
        var after = hub.Resident;
        await hub.AbortAsync();
        await system.Terminate();
        return $"(b) {fast.Length} fast devices{(withSlow ? $" and a slow one, {times[0]:0.0} s," : "")} pulled {new FileInfo(BenchModel.Bundled).Length / 1e6:0.0} MB each: median {fast[fast.Length / 2]:0.00} s, last {fast[^1]:0.00} s; the publisher's memory {before / 1e6:0} MB before, {most / 1e6:0} MB at most, {after / 1e6:0} MB after";
    }
}
