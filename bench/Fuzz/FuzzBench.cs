using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Vitrine.Hosts.Edge;
using static Vitrine.Bench.Printing;

namespace Vitrine.Bench.Fuzz;

/// <summary>A running edge under a fuzzer: whether it keeps counting, how its memory grows, and how much it logs.</summary>
internal static partial class FuzzBench
{
    /// <summary>Requests before memory is looked at: the first of each kind load and compile code.</summary>
    private const int WarmUp = 5_000;

    public static async Task<int> RunAsync(int requests, int seed)
    {
        var lines = 0;
        var state = Directory.CreateTempSubdirectory("vitrine-bench-");
        using var edge = Start(state.FullName);
        var address = await AddressAsync(edge.StandardOutput);
        var log = CountAsync(edge.StandardOutput, () => Interlocked.Increment(ref lines));
        var before = await FuzzRun.SendAsync(address, seed, WarmUp, CancellationToken.None);
        var memory = Resident(edge);
        var (begun, warmLines) = (Stopwatch.GetTimestamp(), Volatile.Read(ref lines));

        var count = await FuzzRun.SendAsync(address, seed + 1, requests, CancellationToken.None);

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var grown = Resident(edge) - memory;
        var isAlive = await IsReadyAsync(address);
        Say($"{count.Sent} requests in {seconds:0} s after {before.Sent} to warm up; seed {seed}");
        Say($"answered: {count}");
        Say($"memory: {memory / 1e6:0} MB before, {grown / 1e6:+0;-0;0} MB since");
        Say(
            $"log: {Volatile.Read(ref lines) - warmLines} lines, {(Volatile.Read(ref lines) - warmLines) / seconds:0.0} a second"
        );
        Say($"the edge {(isAlive ? "is ready" : "IS NOT READY")}");
        using var kill = Process.Start("kill", ["-TERM", edge.Id.ToString(CultureInfo.InvariantCulture)]);
        await edge.WaitForExitAsync();
        state.Delete(recursive: true);
        await log;
        return isAlive && edge.ExitCode == 0 ? 0 : 1;
    }

    private static Process Start(string state) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    typeof(EdgeHost).Assembly.Location,
                    .. "--source synthetic --models none --http http://127.0.0.1:0".Split(' '),
                    "--data",
                    state,
                ]
            )
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;

    private static async Task<IPEndPoint> AddressAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (Address.Match(line) is { Success: true } match)
            {
                return IPEndPoint.Parse(match.Groups["address"].Value);
            }
        }

        throw new InvalidOperationException("The edge ended without telling its dashboard's address.");
    }

    private static async Task CountAsync(StreamReader output, Action count)
    {
        while (await output.ReadLineAsync() is not null)
        {
            count();
        }
    }

    private static async Task<bool> IsReadyAsync(IPEndPoint address)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"http://{address}/health/ready"));
        return answer.IsSuccessStatusCode;
    }

    private static long Resident(Process process)
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    [GeneratedRegex(@"dashboard: http://(?<address>[\d.:]+)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address { get; }
}
