using System.Diagnostics;
using Vitrine.Windows.Subscriptions;
using static Vitrine.Bench.Printing;

namespace Vitrine.Bench.Fuzz;

/// <summary>
/// A running edge under a peer that sends rubbish to the port where windows are subscribed to: whether a good subscriber is
/// served, how memory grows, and how much is logged.
/// </summary>
internal static class PortFuzzBench
{
    /// <summary>Messages before memory is looked at: the first of each kind load and compile code.</summary>
    private const int WarmUp = 5_000;

    public static async Task<int> RunAsync(int messages, int seed)
    {
        var state = Directory.CreateTempSubdirectory("vitrine-bench-");
        using var edge = new EdgeChild(
            cores: "0-1",
            [
                .. "--source synthetic --models none --http none --set windows.seconds=1 --data".Split(' '),
                state.FullName,
            ]
        );
        var address = await edge.Address;
        await new PortFuzzer(address, seed).AttackAsync(WarmUp, CancellationToken.None);
        var (memory, lines, begun) = (edge.Resident, edge.Lines, Stopwatch.GetTimestamp());

        await new PortFuzzer(address, seed + 1).AttackAsync(messages, CancellationToken.None);

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var (grown, logged) = (edge.Resident - memory, edge.Lines - lines);
        var served = await ReadAsync(address, windows: 5);
        Say($"{messages} messages in {seconds:0} s after {WarmUp} to warm up; seed {seed}");
        Say($"memory: {memory / 1e6:0} MB before, {grown / 1e6:+0;-0;0} MB since");
        Say($"log: {logged} lines, {logged / seconds:0.0} a second");
        Say($"a good subscriber then got the windows {string.Join(' ', served)}");
        var code = await edge.StopAsync();
        state.Delete(recursive: true);
        return code;
    }

    private static async Task<IReadOnlyList<long>> ReadAsync(EventsAddress address, int windows)
    {
        await using var client = new EventsClient(address, after: 0);
        List<long> seen = [];
        while (seen.Count < windows)
        {
            var page = await client.Pages.ReadAsync();
            seen.AddRange(page.Windows.Select(window => window.Sequence).Take(windows - seen.Count));
            if (page.Windows is [.., var last])
            {
                client.Acknowledge(last.Sequence);
            }
        }

        return seen;
    }
}
