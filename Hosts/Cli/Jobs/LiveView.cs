using Spectre.Console;
using Spectre.Console.Rendering;
using Vitrine.Jobs.Runs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>
/// A job on a terminal: its curves, its last epochs and a progress bar, redrawn; states and lines stay above. At the end
/// the curves and all epochs stay.
/// </summary>
internal sealed class LiveView : IWatchView
{
    private const int ChartHeight = 6;
    private const int RowsAround = 20;
    private readonly IAnsiConsole console;
    private readonly TimeProvider time;
    private readonly long began;
    private readonly LiveRegion region;
    private WatchState state = new();

    public LiveView(IAnsiConsole console, TimeProvider time)
    {
        (this.console, this.time, began) = (console, time, time.GetTimestamp());
        region = new LiveRegion(console, () => Picture(Math.Max(1, console.Profile.Height - RowsAround)));
    }

    private TimeSpan Now => time.GetElapsedTime(began);

    /// <inheritdoc />
    public void Take(JobEvent happened)
    {
        state = state.With(happened, Now);
        if (happened.Epoch is null)
        {
            region.Say(EventText.Of(happened));
        }
    }

    /// <inheritdoc />
    public void Take(JobDetails job) => state = state.With(job, Now);

    /// <inheritdoc />
    public void Say(string line) => region.Say(line);

    /// <inheritdoc />
    public void Dispose()
    {
        region.Dispose();
        console.Write(Picture(int.MaxValue));
    }

    private Rows Picture(int rows)
    {
        var now = Volatile.Read(ref state);
        var parts = new List<IRenderable>();
        if (!now.Run.History.IsEmpty)
        {
            parts.Add(Charts(now));
            parts.Add(ProgressView.Table(now.Run.History.TakeLast(rows)));
        }

        if (now.Job is { } job)
        {
            parts.Add(new Text(JobText.Line(job)));
        }

        if (now.IsWorkedOn)
        {
            parts.Add(new Text(ProgressView.Bar(now.Run, Now, console.Profile.Capabilities.Unicode)));
        }

        return new Rows(parts);
    }

    // Side by side, where the terminal can draw them at all.
    private IRenderable Charts(WatchState now)
    {
        if (!console.Profile.Capabilities.Unicode)
        {
            return Text.Empty;
        }

        var (history, epochs) = (now.Run.History, now.Job?.Epochs ?? 0);
        var width = Math.Clamp((console.Profile.Width / 2) - 1, 20, 60);
        return new Columns(
            new Chart("loss", [.. history.Select(e => (e.Epoch, e.TrainingLoss, e.ValidationLoss))], epochs).Draw(
                width,
                ChartHeight
            ),
            new Chart(
                "accuracy",
                [.. history.Select(e => (e.Epoch, e.TrainingAccuracy, e.ValidationAccuracy))],
                epochs
            ).Draw(width, ChartHeight)
        )
        {
            Expand = false,
        };
    }
}
