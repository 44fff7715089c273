using ScottPlot;
using ScottPlot.MultiplotLayouts;
using ScottPlot.TickGenerators;
using Vitrine.Jobs.Runs;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Training.Monitoring;

/// <summary>The curves of a run as one picture: loss on the left, accuracy on the right, both splits in each.</summary>
public static class Curves
{
    private const int Width = 1400;
    private const int Height = 600;
    private static readonly Color TrainingColour = Color.FromHex("#1f77b4");
    private static readonly Color ValidationColour = Color.FromHex("#d95f02");
    private static readonly Color BestColour = Color.FromHex("#444444");

    /// <summary>Draws a PNG of 1400 x 600 pixels; an older one is replaced at once.</summary>
    /// <param name="path">The file, ending in .png.</param>
    /// <param name="history">The epochs so far, in order, one or more; NaN and infinite figures are left out.</param>
    public static void Draw(string path, IReadOnlyList<EpochMetrics> history)
    {
        var both = new Multiplot { Layout = new Columns() };
        both.AddPlots(2);
        DrawLoss(both.GetPlot(0), history);
        DrawAccuracy(both.GetPlot(1), history);

        WholeFile.Write(path, both.Render(Width, Height).GetImageBytes());
    }

    private static void DrawLoss(Plot plot, IReadOnlyList<EpochMetrics> history)
    {
        AddCurve(plot, history, "training", TrainingColour, e => e.TrainingLoss);
        AddCurve(plot, history, "validation", ValidationColour, e => e.ValidationLoss);
        MarkBest(plot, history, e => e.ValidationLoss);
        Label(plot, "Loss", "mean loss per face");
        var (_, most) = Range(history.SelectMany(e => new[] { e.TrainingLoss, e.ValidationLoss }));
        SetLimits(plot, history, 0, 1.08 * most);
    }

    private static void DrawAccuracy(Plot plot, IReadOnlyList<EpochMetrics> history)
    {
        AddCurve(plot, history, "training", TrainingColour, e => e.TrainingAccuracy);
        AddCurve(plot, history, "validation", ValidationColour, e => e.ValidationAccuracy);
        MarkBest(plot, history, e => e.ValidationAccuracy);
        Label(plot, "Accuracy", "share classified correctly");
        var (least, most) = Range(history.SelectMany(e => new[] { e.TrainingAccuracy, e.ValidationAccuracy }));
        SetLimits(plot, history, Math.Floor(least * 10 - 0.2) / 10, Math.Ceiling(most * 10 + 0.2) / 10);
    }

    private static void AddCurve(
        Plot plot,
        IReadOnlyList<EpochMetrics> history,
        string name,
        Color colour,
        Func<EpochMetrics, double> value
    )
    {
        var points = history.Where(e => double.IsFinite(value(e))).ToArray();
        var curve = plot.Add.Scatter(points.Select(e => (double)e.Epoch).ToArray(), [.. points.Select(value)], colour);
        curve.LegendText = name;
        curve.LineWidth = 2.5f;
        curve.MarkerSize = points.Length > 40 ? 0 : 7;
    }

    private static void MarkBest(Plot plot, IReadOnlyList<EpochMetrics> history, Func<EpochMetrics, double> value)
    {
        if (history.LastOrDefault(e => e.Best) is not { } best || !double.IsFinite(value(best)))
        {
            return;
        }

        plot.Add.VerticalLine(best.Epoch, 1.5f, BestColour, LinePattern.Dashed);
        var star = plot.Add.Marker(best.Epoch, value(best), MarkerShape.OpenCircle, 16, BestColour);
        star.MarkerStyle.LineWidth = 2.5f;
        star.LegendText = Invariant($"best: epoch {best.Epoch}, validation {value(best):0.000}");
    }

    private static void Label(Plot plot, string title, string vertical)
    {
        // Debian's fontconfig brings it; elsewhere the system's own is taken.
        plot.Font.Set("DejaVu Sans");
        plot.Title(title, 20);
        plot.XLabel("epoch", 16);
        plot.YLabel(vertical, 16);
        plot.Legend.FontSize = 15;
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.TightHorizontalWrapping = true;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.ShowLegend(Edge.Bottom);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
    }

    private static void SetLimits(Plot plot, IReadOnlyList<EpochMetrics> history, double bottom, double top)
    {
        var side = Math.Max(0.5, 0.02 * history.Count);
        plot.Axes.SetLimits(history[0].Epoch - side, history[^1].Epoch + side, bottom, top);
    }

    private static (double Least, double Most) Range(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(1).ToArray();
        return (finite.Min(), finite.Max());
    }
}
