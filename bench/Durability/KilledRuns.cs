using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Bench.Durability;

/// <summary>
/// What a subscriber saw who kept the last sequence number over many runs, each killed at a moment of its own.
/// </summary>
/// <param name="folder">The data folder of all runs.</param>
/// <param name="length">Of a window.</param>
internal sealed class KilledRuns(string folder, TimeSpan length)
{
    private const char End = ';';
    private readonly Dictionary<string, (long Frames, long Visitors)> seen = new(StringComparer.Ordinal);

    /// <summary>The last sequence number.</summary>
    public long Last { get; private set; }

    /// <summary>What is wrong; empty: nothing.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Frames and visitors of all windows.</summary>
    public (long Frames, long Visitors) Sum => (seen.Values.Sum(s => s.Frames), seen.Values.Sum(s => s.Visitors));

    /// <summary>A window as one line, whose end shows that it is whole.</summary>
    public static string Write(AggregateWindow window) => Convert.ToBase64String(window.ToByteArray()) + End;

    /// <summary>Starts a run and kills it after a while.</summary>
    /// <param name="run">The run's number.</param>
    /// <param name="isCounting">Whether the while begins with the first window that it brings, or with the process.</param>
    /// <param name="after">The while.</param>
    public async Task KillAsync(int run, bool isCounting, TimeSpan after)
    {
        using var process = Start(run);
        var first = isCounting ? await FirstLineAsync(process) : "";
        var rest = process.StandardOutput.ReadToEndAsync();
        await Task.Delay(after);
        process.Kill();
        await process.WaitForExitAsync();
        Take(first + await rest);
    }

    /// <summary>Starts a run and ends it in order after a while: then every frame must be in a window.</summary>
    public async Task EndAsync(int run, TimeSpan after)
    {
        using var process = Start(run);
        var text = await FirstLineAsync(process);
        var rest = process.StandardOutput.ReadToEndAsync();
        await Task.Delay(after);
        await process.StandardInput.WriteLineAsync("end");
        await process.WaitForExitAsync();
        text += await rest;
        Take(text);
        var stored = seen.GetValueOrDefault(Name(run)).Frames;
        if (!text.Contains($"\nend {stored} \n", StringComparison.Ordinal))
        {
            Faults.Add($"run {run} ended in order, but only {stored} frames are in windows: {text[^60..].Trim()}");
        }
    }

    /// <summary>Compares what a run's windows tell with what the same visitors come to in the same number of frames.</summary>
    public void Compare(int run)
    {
        var (frames, visitors) = seen.GetValueOrDefault(Name(run));
        using var crowd = new ShopCrowd(run);
        while (crowd.Frames < frames)
        {
            crowd.Count();
        }

        if (crowd.Visitors != visitors)
        {
            Faults.Add($"run {run}: {visitors} visitors in {frames} frames, not {crowd.Visitors}");
        }
    }

    private static async Task<string> FirstLineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) + '\n';

    private static string Name(int run) => string.Create(CultureInfo.InvariantCulture, $"run-{run}");

    private void Take(string output)
    {
        foreach (var line in output.Split('\n').Where(line => line.EndsWith(End)))
        {
            var window = AggregateWindow.Parser.ParseFrom(Convert.FromBase64String(line[..^1]));
            if (window.Sequence != Last + 1)
            {
                Faults.Add($"window {window.Sequence} came after {Last}");
            }

            Last = window.Sequence;
            var (frames, visitors) = seen.GetValueOrDefault(window.Device);
            seen[window.Device] = (frames + window.Frames.Processed, visitors + window.Visitors);
        }
    }

    private Process Start(int run)
    {
        FormattableString[] numbers = [$"{run}", $"{Last}", $"{length.TotalSeconds}"];
        string[] arguments =
        [
            typeof(KilledRuns).Assembly.Location,
            "count",
            folder,
            .. numbers.Select(FormattableString.Invariant),
        ];
        return Process.Start(
            new ProcessStartInfo("dotnet", arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
    }
}
