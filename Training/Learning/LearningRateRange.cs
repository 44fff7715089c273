namespace Vitrine.Training.Learning;

/// <summary>
/// The pure part of a learning rate range test (Smith, "Cyclical Learning Rates for Training Neural Networks", 2017,
/// section 3.3): rates that rise exponentially, the loss at each, and what follows.
/// </summary>
public static class LearningRateRange
{
    /// <summary>The first rate.</summary>
    public const double From = 1e-7;

    /// <summary>The last rate.</summary>
    public const double To = 1;

    // Of the mean so far, at each step: short enough to follow the curve over a hundred steps.
    private const double Kept = 0.9;
    private const double Exploded = 4;
    private const double Share = 0.1;

    /// <summary>The rate of a step: each is the one before times the same factor.</summary>
    /// <param name="step">0 to steps - 1.</param>
    /// <param name="steps">2 or more.</param>
    public static double At(int step, int steps) => From * Math.Pow(To / From, (double)step / (steps - 1));

    /// <summary>The curve with one more step, its loss smoothed: an exponential mean, put right for its short beginning.</summary>
    public static IReadOnlyList<LearningRatePoint> With(
        IReadOnlyList<LearningRatePoint> curve,
        double rate,
        double loss
    )
    {
        // The sum of the weights after n steps is 1 - Kept^n.
        var before = curve.Count > 0 ? curve[^1].Smoothed * (1 - Math.Pow(Kept, curve.Count)) : 0;
        var smoothed = ((Kept * before) + ((1 - Kept) * loss)) / (1 - Math.Pow(Kept, curve.Count + 1));
        return [.. curve, new LearningRatePoint(rate, loss, smoothed)];
    }

    /// <summary>Whether the smoothed loss is NaN, infinite, or more than four times its lowest value.</summary>
    public static bool HasDiverged(IReadOnlyList<LearningRatePoint> curve) =>
        curve.Count > 0
        && (!double.IsFinite(curve[^1].Smoothed) || curve[^1].Smoothed > Exploded * curve.Min(point => point.Smoothed));

    /// <summary>A peak to train with: a tenth of the rate at the least smoothed loss, where it still falls; null: no loss is a number.</summary>
    public static double? Suggestion(IReadOnlyList<LearningRatePoint> curve) =>
        curve.Where(point => double.IsFinite(point.Smoothed)).MinBy(point => point.Smoothed) is { } least
            ? Share * least.Rate
            : null;
}

/// <summary>One step of a learning rate range test.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Loss">The batch's loss, before the step.</param>
/// <param name="Smoothed">Mean of the losses so far, newer ones counting more.</param>
public sealed record LearningRatePoint(double Rate, double Loss, double Smoothed);
