using System.Collections.Immutable;

namespace Vitrine.Vision.Counting;

/// <summary>
/// The votes on one visitor, as sums of probabilities: their average decides, so one bad look does not. Pure.
/// </summary>
public sealed record Person
{
    private Person() { }

    /// <summary>Nobody has voted yet.</summary>
    public static Person Undescribed { get; } = new();

    /// <summary>By attribute: the sum over its votes, one entry a label. Attributes without a vote are not in it.</summary>
    public ImmutableDictionary<string, ImmutableArray<float>> Sums { get; private init; } =
        ImmutableDictionary.Create<string, ImmutableArray<float>>(StringComparer.Ordinal);

    /// <summary>With one more vote.</summary>
    /// <param name="attribute">What it is about.</param>
    /// <param name="vote">One probability for each label.</param>
    public Person With(string attribute, ImmutableArray<float> vote) =>
        this with
        {
            Sums = Sums.SetItem(
                attribute,
                Sums.TryGetValue(attribute, out var sum) && sum.Length == vote.Length
                    ? [.. sum.Zip(vote, (a, b) => a + b)]
                    : vote
            ),
        };

    /// <summary>The index of an attribute's likeliest label; null before the first vote.</summary>
    public int? LabelOf(string attribute) => Sums.TryGetValue(attribute, out var sum) ? sum.IndexOf(sum.Max()) : null;
}
