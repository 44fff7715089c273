using System.Collections.Concurrent;
using System.Diagnostics;

namespace Vitrine.Bench.Attack;

/// <summary>A program in a process of its own, and all that it prints.</summary>
internal sealed class AttackedProgram : IDisposable
{
    private const int Kept = 20_000;
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = [];

    /// <param name="file">The program.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="arguments">Its arguments.</param>
    public AttackedProgram(string file, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [file, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it printed.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Memory that it occupies, in bytes.</summary>
    public long Resident
    {
        get
        {
            process.Refresh();
            return process.HasExited ? 0 : process.WorkingSet64;
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null && lines.Count < Kept)
        {
            lines.Enqueue(line);
        }
    }
}
