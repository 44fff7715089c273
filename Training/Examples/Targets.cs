using Vitrine.Models;
using Vitrine.Training.Data;
using Vitrine.Wire;

namespace Vitrine.Training.Examples;

/// <summary>What the network should learn of an example, as a distribution over the classes; and the weight of each class.</summary>
/// <param name="job">A complete job that names its labels.</param>
public sealed class Targets(TrainingJob job)
{
    // Ages up to this many years show more exactly than later ones.
    private const double GrownUp = 30;

    private static readonly double[] AgeBorders = MiddlesBetweenGroups();

    /// <summary>Number of classes.</summary>
    public int Classes => Labels.Count;

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Labels { get; } = TrainingAttribute.Of(job).Labels;

    /// <summary>
    /// The label, smoothed (Szegedy et al., "Rethinking the Inception Architecture", 2016, section 7). With the loss
    /// "distribution", where the years are known: the shares of a normal distribution about them that fall to each group,
    /// the years between two groups to the nearer (after Gao et al., "Deep Label Distribution Learning With Label
    /// Ambiguity", 2017), so that a neighbouring group is less wrong than a far one, and ages between groups count too.
    /// </summary>
    /// <returns>One share for each class; their sum is 1.</returns>
    public float[] Of(Example example)
    {
        var shares =
            job.Loss is "distribution" && example.Age is { } years
                ? Spread(years)
                : [.. Enumerable.Range(0, Classes).Select(label => label == example.Label ? 1.0 : 0.0)];
        return
        [
            .. shares.Select(share => (float)((share * (1 - job.LabelSmoothing)) + (job.LabelSmoothing / Classes))),
        ];
    }

    /// <summary>
    /// What each class of each data set weighs in the loss: its size to the minus balance-power, so that the mean weight is 1.
    /// A class that is rare in one data set counts there even where another has many of it.
    /// </summary>
    /// <param name="training">The training split.</param>
    /// <param name="dataSets">How many data sets there are.</param>
    /// <returns>By data set, then by class.</returns>
    public float[][] Weights(IReadOnlyList<Example> training, int dataSets)
    {
        var power = job.Balance is "weights" ? job.BalancePower : 0;
        var sizes = Enumerable
            .Range(0, dataSets)
            .Select(set => Sizes([.. training.Where(example => example.DataSet == set)]))
            .ToArray();
        var mean =
            sizes.SelectMany(set => set).Where(size => size > 0).Sum(size => Math.Pow(size, 1 - power))
            / training.Count;
        return
        [
            .. sizes.Select(set =>
                set.Select(size => size > 0 ? (float)(Math.Pow(size, -power) / mean) : 1f).ToArray()
            ),
        ];
    }

    /// <summary>How many examples each class has, a spread one counted in parts.</summary>
    public double[] Sizes(IReadOnlyList<Example> training)
    {
        var sizes = new double[Classes];
        foreach (var example in training)
        {
            var shares = Of(example);
            for (var label = 0; label < Classes; label++)
            {
                sizes[label] += shares[label];
            }
        }

        return sizes;
    }

    private double[] Spread(int years)
    {
        var deviation = job.AgeSpread * (0.3 + (0.7 * Math.Min(1, years / GrownUp)));
        var shares = AgeBorders
            .Zip(AgeBorders.Skip(1), (from, to) => Below((to - years) / deviation) - Below((from - years) / deviation))
            .ToArray();
        var sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    private static double[] MiddlesBetweenGroups()
    {
        var groups = Enumerable
            .Range(0, LabelledFace.OldestAge + 1)
            .GroupBy(Demography.GroupOf)
            .Where(group => group.Key is not null)
            .ToArray();
        var between = groups.Zip(groups.Skip(1), (low, high) => (low.Max() + high.Min()) / 2.0);
        return [double.NegativeInfinity, .. between, double.PositiveInfinity];
    }

    // The standard normal distribution, Abramowitz and Stegun 26.2.17, error below 1e-7.
    private static double Below(double z)
    {
        if (double.IsInfinity(z))
        {
            return z > 0 ? 1 : 0;
        }

        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var tail =
            t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        var upper = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * tail;
        return z > 0 ? 1 - upper : upper;
    }
}
