using System.Collections.Immutable;
using Vitrine.Models;

namespace Vitrine.Vision.Counting;

/// <summary>
/// The votes on one visitor, as sums of probabilities: their average decides, so one bad look does not. Pure.
/// </summary>
/// <param name="Age">Sum over the age votes, one entry a group; empty before the first.</param>
/// <param name="Gender">Sum over the gender votes, one entry a gender; empty before the first.</param>
public sealed record Person(ImmutableArray<float> Age, ImmutableArray<float> Gender)
{
    /// <summary>Nobody has voted yet.</summary>
    public static Person Undescribed { get; } = new([], []);

    /// <summary>Index into <see cref="Demography.AgeGroups"/>; null before the first vote.</summary>
    public int? AgeGroup => IndexOfMost(Age);

    /// <summary>Index into <see cref="Demography.Genders"/>; null before the first vote.</summary>
    public int? GenderIndex => IndexOfMost(Gender);

    /// <summary>With one more age vote.</summary>
    public Person WithAge(ImmutableArray<float> vote) => this with { Age = Sum(Age, vote) };

    /// <summary>With one more gender vote.</summary>
    public Person WithGender(ImmutableArray<float> vote) => this with { Gender = Sum(Gender, vote) };

    private static ImmutableArray<float> Sum(ImmutableArray<float> sum, ImmutableArray<float> vote) =>
        sum.IsEmpty ? vote : [.. sum.Zip(vote, (a, b) => a + b)];

    private static int? IndexOfMost(ImmutableArray<float> sum) => sum.IsEmpty ? null : sum.IndexOf(sum.Max());
}
