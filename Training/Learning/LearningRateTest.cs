using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using Vitrine.Training.Evaluation;
using Vitrine.Training.Examples;
using Vitrine.Training.Monitoring;
using Vitrine.Training.Network;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Training.Learning;

/// <summary>
/// A learning rate range test: trains for up to a hundred batches while the rate rises from 1e-7 to 1, writes the losses as
/// lr-test.csv and lr-test.png, and suggests a peak. The network is spoilt by it, and no checkpoint is left.
/// </summary>
/// <param name="job">A complete job; its learning rate and schedule do not matter.</param>
/// <param name="network">On the job's device.</param>
/// <param name="batches">Gives the splits' inputs.</param>
public sealed class LearningRateTest(TrainingJob job, MobileNetV2 network, Batches batches)
{
    private const int Steps = 100;
    private const int Width = 1000;
    private const int Height = 600;

    /// <summary>Runs the test, writes both files, and shows the suggested rate.</summary>
    /// <exception cref="BadInputException">The loss is NaN even at the lowest rate, or a file cannot be written.</exception>
    public double Run(RunFolder folder, IRunProgress progress, CancellationToken stop)
    {
        var curve = Losses(progress, stop);
        var suggested =
            LearningRateRange.Suggestion(curve)
            ?? throw new BadInputException(
                "the loss is not a number even at the lowest learning rate; are the --pretrained weights complete?"
            );
        DiskWrite.Do(
            $"lr-test.csv and lr-test.png in '{folder.Path}'",
            "make room, then run the test again",
            () =>
            {
                WholeFile.Write(Path.Combine(folder.Path, "lr-test.csv"), Csv(curve));
                Draw(Path.Combine(folder.Path, "lr-test.png"), curve, suggested);
            }
        );
        progress.Say(
            Invariant(
                $"--learning-rate {suggested:0.0e-0} is suggested: a tenth of the rate at which the smoothed loss was least; see lr-test.png"
            )
        );
        return suggested;
    }

    private IReadOnlyList<LearningRatePoint> Losses(IRunProgress progress, CancellationToken stop)
    {
        IReadOnlyList<LearningRatePoint> curve = [];
        var confusion = new ConfusionMatrix(network.Shape.Classes);
        using var step = new TrainingStep(job, network, batches.InputShape);
        network.TrainFrom(job.Freeze);
        progress.Begin("learning rate test", Steps);
        foreach (var batch in Enumerable.Range(1, Steps).SelectMany(batches.Training).Take(Steps))
        {
            stop.ThrowIfCancellationRequested();
            var rate = LearningRateRange.At(curve.Count, Steps);
            var loss = step.Learn(batch, rate, Sampling.HashCode(job.Seed, curve.Count), confusion);
            curve = LearningRateRange.With(curve, rate, loss);
            progress.Advance(curve.Count);
            if (LearningRateRange.HasDiverged(curve))
            {
                break;
            }
        }

        return curve;
    }

    private static string Csv(IEnumerable<LearningRatePoint> curve) =>
        "learningRate,loss,smoothedLoss\n"
        + string.Concat(curve.Select(point => Invariant($"{point.Rate},{point.Loss},{point.Smoothed}\n")));

    private static void Draw(string path, IReadOnlyList<LearningRatePoint> curve, double suggested)
    {
        var plot = new Plot();
        var shown = curve.Where(point => double.IsFinite(point.Smoothed)).ToArray();
        var line = plot.Add.ScatterLine(
            shown.Select(point => Math.Log10(point.Rate)).ToArray(),
            [.. shown.Select(point => point.Smoothed)]
        );
        line.LineWidth = 2;
        plot.Add.VerticalLine(Math.Log10(suggested), pattern: LinePattern.Dashed);
        plot.Title(Invariant($"Learning rate test; suggested peak: {suggested:0.0e-0}"));
        plot.XLabel("learning rate");
        plot.YLabel("smoothed loss");
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic
        {
            IntegerTicksOnly = true,
            LabelFormatter = power => Math.Pow(10, power).ToString("0e-0", CultureInfo.InvariantCulture),
        };
        WholeFile.Write(path, plot.GetImage(Width, Height).GetImageBytes());
    }
}
