using System.Diagnostics;
using System.Globalization;

namespace Vitrine.Bench.Cluster;

/// <summary>A node of the training cluster in a process of its own.</summary>
internal sealed class TrainerChild : IDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="cores">The cores that it may use, as taskset takes them.</param>
    /// <param name="arguments">The node's options.</param>
    public TrainerChild(string cores, params string[] arguments)
    {
        process = new Process
        {
            StartInfo = new ProcessStartInfo("taskset", ["-c", cores, "dotnet", Program, "trainer", .. arguments])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            },
        };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("this node (", StringComparison.Ordinal) ?? true)
            {
                ready.TrySetResult();
            }
        };
        process.Start();
        process.BeginOutputReadLine();
    }

    /// <summary>The program of the verbs trainer and prepare.</summary>
    public static string Program { get; } =
        Path.GetFullPath(
            Path.Combine(
                AppContext.BaseDirectory,
                "../../../..",
                "Hosts/Trainer/bin/Release/net10.0/vitrine-trainer.dll"
            )
        );

    /// <summary>Done when it is a member of the cluster, or has ended.</summary>
    public Task Ready => ready.Task;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Ends it in order.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }
}
