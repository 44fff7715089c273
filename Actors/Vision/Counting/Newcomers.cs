using System.Collections.Immutable;

namespace Vitrine.Vision.Counting;

/// <summary>The visitors whom one window counts: those of whom the tracker became sure in it. Pure.</summary>
public sealed record Newcomers
{
    private Newcomers() { }

    /// <summary>Nobody yet.</summary>
    public static Newcomers None { get; } = new();

    /// <summary>All of them, also those who have left.</summary>
    public int Visitors { get; private init; }

    /// <summary>Those in view, by track.</summary>
    private ImmutableHashSet<int> Present { get; init; } = [];

    /// <summary>Those who have left, as they were described at last.</summary>
    private DemographicCounts Left { get; init; } = DemographicCounts.None;

    /// <summary>With what one frame did.</summary>
    /// <param name="arrived">Visitors who are new in it, by track.</param>
    /// <param name="departed">Visitors who left in it, new ones or not.</param>
    public Newcomers With(ImmutableArray<int> arrived, ImmutableArray<KeyValuePair<int, Person>> departed) =>
        // Apart, because a lambda's captures would be allocated even on the way out.
        arrived.IsEmpty && departed.IsEmpty
            ? this
            : Changed(arrived, departed);

    /// <summary>All of them by gender and age group, those in view as they are described now.</summary>
    public DemographicCounts Counts(ImmutableDictionary<int, Person> people) =>
        Present.Aggregate(Left, (counts, id) => counts.With(people.GetValueOrDefault(id, Person.Undescribed)));

    private Newcomers Changed(ImmutableArray<int> arrived, ImmutableArray<KeyValuePair<int, Person>> departed)
    {
        var present = Present.Union(arrived);
        var leaving = departed.Where(d => present.Contains(d.Key)).ToArray();
        return new Newcomers
        {
            Visitors = Visitors + arrived.Length,
            Present = present.Except(leaving.Select(d => d.Key)),
            Left = leaving.Aggregate(Left, (counts, d) => counts.With(d.Value)),
        };
    }
}
