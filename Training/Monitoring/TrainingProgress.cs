using Spectre.Console;
using Vitrine.Jobs.Runs;

namespace Vitrine.Training.Monitoring;

/// <summary>
/// Shows a run: on a terminal a live table with a progress bar, elsewhere one line for each phase and each epoch. Any
/// thread may call; none ever waits for the drawing, which has a thread of its own. Dispose of it to give the terminal
/// back: the whole table stays.
/// </summary>
public sealed class TrainingProgress : IRunProgress, IDisposable
{
    private const int RowsAroundTable = 8;
    private readonly IAnsiConsole console;
    private readonly TimeProvider clock;
    private readonly long began;
    private readonly LiveRegion? live;
    private readonly Lock changing = new();
    private readonly Lock writing = new();
    private RunState state = new();

    /// <param name="console">The terminal or what stands for it.</param>
    /// <param name="clock">Measures the pace.</param>
    public TrainingProgress(IAnsiConsole console, TimeProvider clock)
    {
        this.console = console;
        this.clock = clock;
        began = clock.GetTimestamp();
        if (console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi)
        {
            live = new LiveRegion(
                console,
                () =>
                    ProgressView.Live(
                        Volatile.Read(ref state),
                        Now,
                        Math.Max(1, console.Profile.Height - RowsAroundTable),
                        console.Profile.Capabilities.Unicode
                    )
            );
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(began);

    /// <inheritdoc />
    public void Begin(string phase, long total)
    {
        Change((run, now) => run.Begin(phase, total, now));
        SayIfPlain($"{phase} ({total})");
    }

    /// <inheritdoc />
    public void BeginEpoch(int epoch, int epochs, long total) =>
        Change((run, now) => run.BeginEpoch(epoch, epochs, total, now));

    /// <inheritdoc />
    public void BeginEvaluation() => Begin("evaluating and packaging", 1);

    /// <inheritdoc />
    public void Advance(long done) => Change((run, now) => run.Advance(done, now));

    /// <inheritdoc />
    public void Heartbeat() { }

    /// <inheritdoc />
    public void EpochEnded(EpochMetrics epoch)
    {
        var (run, now) = Change((run, now) => run.Ended(epoch, now));
        SayIfPlain(ProgressView.Line(run, now));
    }

    /// <inheritdoc />
    public void Say(string line)
    {
        if (live is not null)
        {
            live.Say(line);
        }
        else
        {
            // A file or a pipe takes the line as it is, however long.
            Write(() => console.Profile.Out.Writer.WriteLine(line));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        live?.Dispose();
        if (live is not null && !state.History.IsEmpty)
        {
            Write(() => console.Write(ProgressView.Table(state.History)));
        }
    }

    private (RunState Run, TimeSpan Now) Change(Func<RunState, TimeSpan, RunState> change)
    {
        lock (changing)
        {
            var now = Now;
            state = change(state, now);
            return (state, now);
        }
    }

    private void SayIfPlain(string line)
    {
        if (live is null)
        {
            Say(line);
        }
    }

    private void Write(Action write)
    {
        try
        {
            lock (writing)
            {
                write();
            }
        }
        catch (IOException)
        {
            // What cannot be shown, for example on a full disk, must not stop the training.
        }
    }
}
