using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace Vitrine.Jobs.Runs;

/// <summary>A run as a table with a progress bar for a terminal, or as plain lines for anything else. Pure.</summary>
public static class ProgressView
{
    private const int BarWidth = 12;

    private static readonly (string Name, Func<EpochMetrics, string> Cell)[] Columns =
    [
        ("epoch", e => Invariant($"{e.Epoch}{(e.Best ? " *" : "")}")),
        ("lr", e => Invariant($"{e.LearningRate:0.0##e-0}")),
        ("loss\ntrain", e => Invariant($"{e.TrainingLoss:0.0000}")),
        ("loss\nval", e => Invariant($"{e.ValidationLoss:0.0000}")),
        ("acc.\ntrain", e => Invariant($"{e.TrainingAccuracy:0.000}")),
        ("acc.\nval", e => Invariant($"{e.ValidationAccuracy:0.000}")),
        ("macro\nrecall", e => Invariant($"{e.ValidationMacroRecall:0.000}")),
        ("img/s", e => Invariant($"{e.ImagesPerSecond:0}")),
        ("s", e => Invariant($"{e.Seconds:0.0}")),
    ];

    /// <summary>The last epochs as a table, and below it the bar of what is being done.</summary>
    /// <param name="state">The run.</param>
    /// <param name="now">Time since the run began.</param>
    /// <param name="rows">Most rows of the table, so that it fits the terminal.</param>
    /// <param name="unicode">Whether the terminal can draw lines.</param>
    public static IRenderable Live(RunState state, TimeSpan now, int rows, bool unicode)
    {
        var bar = new Text(Bar(state, now, unicode));
        return state.History.IsEmpty ? bar : new Rows(Table(state.History.TakeLast(rows)), bar);
    }

    /// <summary>Epochs as a table, one row each, 80 columns wide at most; the best so far are green and have a star.</summary>
    public static Table Table(IEnumerable<EpochMetrics> epochs)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var (name, _) in Columns)
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var epoch in epochs)
        {
            var style = epoch.Best ? new Style(Color.Green) : Style.Plain;
            table.AddRow(Columns.Select(column => new Text(column.Cell(epoch), style)));
        }

        return table;
    }

    /// <summary>What is being done, how far it is, and how long it and the run still take.</summary>
    public static string Bar(RunState state, TimeSpan now, bool unicode)
    {
        if (state.Phase.Length == 0)
        {
            return string.Empty;
        }

        var (eta, full) = (state.Eta, (int)(state.Eta.Share * BarWidth));
        var bar = new string(unicode ? '━' : '#', full) + new string(unicode ? '─' : '-', BarWidth - full);
        var parts = new[]
        {
            Invariant($"{state.Phase} {bar} {100 * eta.Share:0} %"),
            Invariant($"{eta.Done}/{eta.Total}"),
            eta.Pace is { } pace ? Invariant($"{(pace < 10 ? Math.Round(pace, 1) : Math.Round(pace))}/s") : null,
            eta.Left(now) is { } left ? $"{Clock(left)} left" : null,
            state.RunLeft(now) is { Ticks: > 0 } run ? $"run {Clock(run)} left" : null,
        };
        return string.Join(" · ", parts.OfType<string>());
    }

    /// <summary>The last epoch in one line.</summary>
    public static string Line(RunState state, TimeSpan now)
    {
        var epoch = state.History[^1];
        var of = state.Epochs > 0 ? Invariant($"/{state.Epochs}") : string.Empty;
        var left = state.RunLeft(now) is { } time ? $", run {Clock(time)} left" : string.Empty;
        return Invariant(
            $"epoch {epoch.Epoch}{of}: loss {epoch.TrainingLoss:0.0000} training, {epoch.ValidationLoss:0.0000} validation; accuracy {epoch.TrainingAccuracy:0.000} training, {epoch.ValidationAccuracy:0.000} validation; macro recall {epoch.ValidationMacroRecall:0.000}; lr {epoch.LearningRate:0.0##e-0}; {epoch.Seconds:0.0} s, {epoch.ImagesPerSecond:0} images/s{left}{(epoch.Best ? "; best so far" : "")}"
        );
    }

    /// <summary>A time as hours, minutes and seconds.</summary>
    internal static string Clock(TimeSpan time)
    {
        var whole = TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
        return whole.TotalHours >= 1
            ? Invariant($"{(int)whole.TotalHours}:{whole.Minutes:00}:{whole.Seconds:00}")
            : Invariant($"{whole.Minutes}:{whole.Seconds:00}");
    }
}
