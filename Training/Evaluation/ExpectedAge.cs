using Vitrine.Models;

namespace Vitrine.Training.Evaluation;

/// <summary>An age in years out of the groups' probabilities.</summary>
public static class ExpectedAge
{
    // The last group is open: 60 to 80 years are its usual ages.
    private const int Oldest = 80;

    /// <summary>The middle of each age group, in years.</summary>
    public static IReadOnlyList<double> Middles { get; } =
    [
        .. Enumerable
            .Range(0, Oldest + 1)
            .GroupBy(Demography.GroupOf)
            .Where(group => group.Key is not null)
            .Select(group => group.Average()),
    ];

    /// <summary>The mean of the groups' middles, each with its probability.</summary>
    /// <param name="probabilities">One for each age group.</param>
    /// <returns>Years.</returns>
    public static double Of(IReadOnlyList<float> probabilities) =>
        Middles.Zip(probabilities, (middle, probability) => middle * probability).Sum() / probabilities.Sum();
}
