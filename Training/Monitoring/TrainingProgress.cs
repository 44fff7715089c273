using Spectre.Console;

namespace Vitrine.Training.Monitoring;

/// <summary>
/// Shows a run: on a terminal a live table with a progress bar, elsewhere one line for each phase and each epoch. Any
/// thread may call; none ever waits for the drawing, which has a thread of its own. Dispose of it to give the terminal
/// back: the whole table stays.
/// </summary>
public sealed class TrainingProgress : IRunProgress, IDisposable
{
    private const int RowsAroundTable = 8;
    private static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(250);
    private readonly IAnsiConsole console;
    private readonly TimeProvider clock;
    private readonly long began;
    private readonly bool isLive;
    private readonly Lock changing = new();
    private readonly Lock writing = new();
    private readonly ManualResetEventSlim ended = new();
    private readonly Thread? drawing;
    private RunState state = new();

    /// <param name="console">The terminal or what stands for it.</param>
    /// <param name="clock">Measures the pace.</param>
    public TrainingProgress(IAnsiConsole console, TimeProvider clock)
    {
        this.console = console;
        this.clock = clock;
        began = clock.GetTimestamp();
        isLive = console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi;
        if (isLive)
        {
            drawing = new Thread(Draw) { IsBackground = true, Name = "progress" };
            drawing.Start();
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
    public void Pulse() { }

    /// <inheritdoc />
    public void EpochEnded(EpochMetrics epoch)
    {
        var (run, now) = Change((run, now) => run.Ended(epoch, now));
        SayIfPlain(ProgressView.Line(run, now));
    }

    /// <inheritdoc />
    public void Say(string line)
    {
        if (isLive)
        {
            // Padded to the terminal's width, so that nothing of the table that stood there is left behind it.
            Write(() => console.Write(new Rows(Align.Left(new Text(line)))));
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
        ended.Set();
        drawing?.Join();
        ended.Dispose();
        if (isLive && !state.History.IsEmpty)
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
        if (!isLive)
        {
            Say(line);
        }
    }

    private void Draw()
    {
        try
        {
            console.Live(Text.Empty).AutoClear(enabled: true).Start(DrawUntilEnded);
        }
        catch (IOException)
        {
            // The terminal is gone; the training goes on.
        }
    }

    private void DrawUntilEnded(LiveDisplayContext live)
    {
        while (!ended.Wait(DrawEvery))
        {
            var rows = Math.Max(1, console.Profile.Height - RowsAroundTable);
            var picture = ProgressView.Live(Volatile.Read(ref state), Now, rows, console.Profile.Capabilities.Unicode);
            lock (writing)
            {
                live.UpdateTarget(picture);
            }
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
