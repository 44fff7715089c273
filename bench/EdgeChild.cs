using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Vitrine.Hosts.Edge;
using Vitrine.Windows.Subscriptions;

namespace Vitrine.Bench;

/// <summary>The edge in a process of its own, that takes subscriptions at any free port.</summary>
internal sealed partial class EdgeChild : IDisposable
{
    private const int Kept = 20;

    private readonly Process process;
    private readonly ConcurrentQueue<string> last = [];
    private readonly Task reading;
    private readonly TaskCompletionSource<EventsAddress> address = new();
    private int lines;

    /// <param name="cores">The cores that it may use, as taskset takes them.</param>
    /// <param name="arguments">The edge's arguments.</param>
    public EdgeChild(string cores, params string[] arguments)
    {
        process = Process.Start(
            new ProcessStartInfo(
                "taskset",
                [
                    "-c",
                    cores,
                    "dotnet",
                    typeof(EdgeHost).Assembly.Location,
                    .. arguments,
                    "--set",
                    "events.remote=127.0.0.1:0",
                ]
            )
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        reading = ReadAsync();
    }

    /// <summary>Where it takes subscriptions, once it does.</summary>
    public Task<EventsAddress> Address => address.Task;

    /// <summary>The last of them.</summary>
    public IReadOnlyCollection<string> LastLines => last;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Lines that it has logged.</summary>
    public int Lines => Volatile.Read(ref lines);

    /// <summary>Memory that it occupies, in bytes.</summary>
    public long Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Processes that it has started and that run.</summary>
    public int Children =>
        Directory
            .EnumerateDirectories($"/proc/{process.Id}/task")
            .SelectMany(thread =>
                File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
            .Count();

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        await reading;
        return process.ExitCode;
    }

    /// <summary>Ends it in order.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await EndAsync();
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Interlocked.Increment(ref lines);
            last.Enqueue(line);
            while (last.Count > Kept)
            {
                last.TryDequeue(out _);
            }

            if (Listening.Match(line) is { Success: true } match)
            {
                address.TrySetResult(EventsAddress.Parse(match.Groups["address"].Value)!);
            }
        }

        address.TrySetException(new InvalidOperationException("The edge ended without taking subscriptions."));
    }

    [GeneratedRegex(@"events: (?<address>[\d.]+:\d+) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening { get; }
}
