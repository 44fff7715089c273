using System.Diagnostics;

namespace Vitrine.Vision.Sources;

/// <summary>
/// A program that writes pictures to its output, and says on its error output why it ends. Where it hangs it is killed. Owns the
/// process; one thread reads.
/// </summary>
internal sealed class PictureProgram : IDisposable
{
    private readonly Process process;
    private readonly TimeSpan patience;
    private readonly Func<string, string?> reasonOf;
    private readonly ManualResetEventSlim fellSilent = new();
    private readonly ITimer watchdog;
    private volatile string reason = "it gives no more pictures";

    /// <param name="process">Just started, both outputs redirected.</param>
    /// <param name="patience">How long a read may take.</param>
    /// <param name="reasonOf">What a line of its error output says of an end; null: nothing.</param>
    /// <param name="clock">Measures.</param>
    public PictureProgram(Process process, TimeSpan patience, Func<string, string?> reasonOf, TimeProvider clock)
    {
        (this.process, this.patience, this.reasonOf) = (process, patience, reasonOf);
        watchdog = clock.CreateTimer(_ => GiveUp(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>What it writes.</summary>
    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>Reads; a program that takes too long is killed meanwhile. Between two reads it may wait for ever.</summary>
    public T Within<T>(Func<T> read)
    {
        watchdog.Change(patience, Timeout.InfiniteTimeSpan);
        try
        {
            return read();
        }
        finally
        {
            watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Why it gives no more; its last words come through another pipe than the pictures, and may be later.</summary>
    public IOException Lost()
    {
        fellSilent.Wait(TimeSpan.FromSeconds(5));
        return new IOException(reason);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        watchdog.Dispose();
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

    private void GiveUp()
    {
        reason = $"it has sent no picture for {patience.TotalSeconds} s";
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // A picture came at the last moment, and then it was disposed of.
        }
    }
}
