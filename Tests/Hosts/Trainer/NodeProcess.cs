using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Vitrine.Tests.Architecture;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

/// <summary>A program of Vitrine in a process of its own, unless said otherwise a node of the training cluster.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = [];

    public NodeProcess(params string[] arguments)
        : this([], arguments) { }

    /// <inheritdoc cref="NodeProcess(string, string[], string[])" />
    public NodeProcess(string[] before, string[] arguments)
        : this(ProgramOf("Trainer"), before, ["trainer", .. arguments]) { }

    /// <param name="program">The program that is run.</param>
    /// <param name="before">What is written before the command, for example to run it elsewhere.</param>
    /// <param name="arguments">Its verb and options.</param>
    public NodeProcess(string program, string[] before, string[] arguments)
    {
        string[] command = [.. before, "dotnet", program, .. arguments];
        process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command[1..])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? string.Empty);
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? string.Empty);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All that it has written so far.</summary>
    public string Said => string.Join('\n', lines.Where(line => line.Length > 0));

    /// <summary>Memory that it occupies, in bytes.</summary>
    public long Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public bool HasEnded => process.HasExited;

    public Task Until(string says) =>
        Soon.True(
            () =>
                Said.Contains(says, StringComparison.Ordinal)
                || (HasEnded ? throw new InvalidOperationException($"The node ended: {Said}") : false),
            $"'{says}' was said"
        );

    /// <summary>The program of a folder of Hosts. Not the copy beside the tests, which lacks what their own framework brings.</summary>
    public static string ProgramOf(string host) =>
        Path.Combine(
            AppContext.BaseDirectory.Replace(
                Path.Combine(SourceTree.Root, "Tests"),
                Path.Combine(SourceTree.Root, "Hosts", host),
                StringComparison.Ordinal
            ),
            $"vitrine-{host.ToLowerInvariant()}.dll"
        );

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public Task Suspend() => Signal("STOP");

    public Task GoOn() => Signal("CONT");

    /// <summary>As a service manager ends it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Terminate()
    {
        await Signal("TERM");
        await Soon.Done(process.WaitForExitAsync(TestContext.Current.CancellationToken));
        return process.ExitCode;
    }

    public async Task<int> End()
    {
        await Soon.Done(process.WaitForExitAsync(TestContext.Current.CancellationToken));
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"---\n{Said}");
        process.Dispose();
    }

    private async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await Soon.Done(kill.WaitForExitAsync(TestContext.Current.CancellationToken));
    }
}
