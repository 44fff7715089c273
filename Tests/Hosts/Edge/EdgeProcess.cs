using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

/// <summary>The built edge in a process of its own.</summary>
internal sealed class EdgeProcess : IDisposable
{
    private readonly TemporaryFolder state = new();
    private readonly Process process;
    private readonly Task<string> errors;
    private readonly ConcurrentQueue<string> lines = [];

    public EdgeProcess(params string[] arguments)
        : this(AppContext.BaseDirectory, arguments) { }

    /// <param name="folder">Where the edge lies.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="environment">Variables that it sees besides.</param>
    public EdgeProcess(string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "vitrine-edge.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_STATE_HOME"] = state.Path;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What it has printed up to now.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>Where it says that its dashboard is.</summary>
    public async Task<Uri> Dashboard()
    {
        const string Says = "dashboard: ";
        await Soon.True(() => lines.Any(line => line.Contains(Says, StringComparison.Ordinal)));
        return new Uri(lines.First(line => line.Contains(Says, StringComparison.Ordinal)).Split(Says)[1].Split(' ')[0]);
    }

    /// <summary>A limit that the kernel holds it to, by the name that /proc gives it.</summary>
    public string Limit(string name) =>
        File.ReadLines($"/proc/{process.Id}/limits")
            .First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..]
            .Trim();

    /// <summary>What /proc says of its memory, in kB.</summary>
    public int Memory(string name) =>
        int.Parse(
            File.ReadLines($"/proc/{process.Id}/status")
                .First(line => line.StartsWith(name + ":", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]
                .Split('\t')[^1],
            CultureInfo.InvariantCulture
        );

    /// <summary>As a service manager ends it.</summary>
    public async Task Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await Soon.Done(kill.WaitForExitAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Tells it to stop again and again, so that a signal meets whatever it does meanwhile.</summary>
    public async Task TerminateUntilItEnds()
    {
        while (!process.HasExited)
        {
            await Terminate();
        }
    }

    public async Task<(int ExitCode, string Errors)> End()
    {
        await Soon.Done(process.WaitForExitAsync(TestContext.Current.CancellationToken));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', lines));
        return (process.ExitCode, await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.WaitForExit();
        process.Dispose();
        state.Dispose();
    }
}
