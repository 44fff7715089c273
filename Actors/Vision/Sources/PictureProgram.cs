using System.Diagnostics;

namespace Vitrine.Vision.Sources;

/// <summary>
/// A program that writes pictures to its output, and says on its error output why it ends. Owns the process; one thread reads.
/// </summary>
internal sealed class PictureProgram : IDisposable
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);
    private readonly Process process;
    private readonly Func<string, string?> reasonOf;
    private readonly ManualResetEventSlim fellSilent = new();
    private volatile string? reason;

    /// <param name="process">Just started, both outputs redirected.</param>
    /// <param name="reasonOf">What a line of its error output says of an end; null: nothing.</param>
    public PictureProgram(Process process, Func<string, string?> reasonOf)
    {
        (this.process, this.reasonOf) = (process, reasonOf);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>What it writes.</summary>
    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>Reads; the program is killed where that is to end.</summary>
    public T Read<T>(Func<T> read, CancellationToken end)
    {
        using var ending = end.Register(process.Kill);
        return read();
    }

    /// <summary>Why it gives no more; its last words come through another pipe than the pictures, and may be later.</summary>
    public IOException Lost()
    {
        fellSilent.Wait(LongestEnd);
        return new IOException(reason ?? "it gives no more pictures");
    }

    /// <summary>Whether it has ended by itself, without a word: what it was to read is over.</summary>
    public bool HasEndedWell() =>
        fellSilent.Wait(LongestEnd) && reason is null && process.WaitForExit(LongestEnd) && process.ExitCode == 0;

    /// <inheritdoc />
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        fellSilent.Dispose();
    }

    private void Remember(string? line)
    {
        if (line is null)
        {
            fellSilent.Set();
        }
        else if (!string.IsNullOrWhiteSpace(line) && reasonOf(line) is { } said)
        {
            reason = said;
        }
    }
}
