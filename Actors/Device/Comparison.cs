using System.Collections.Immutable;

namespace Vitrine.Device;

/// <summary>What a new model and the one that it is to replace, or has replaced, made of the same faces so far. Pure.</summary>
/// <param name="IsOrdinal">Whether the labels have an order, so that neighbouring ones agree.</param>
public sealed record Comparison(bool IsOrdinal)
{
    /// <summary>Faces of a class before which its own agreement says nothing.</summary>
    private const int FewestOfClass = 10;

    /// <summary>Faces that both described.</summary>
    public int Faces { get; private init; }

    /// <summary>Faces among them that both called the same.</summary>
    public int Agreed { get; private init; }

    /// <summary>Faces that the new model was given.</summary>
    public int Given { get; private init; }

    /// <summary>Faces among them that it failed on.</summary>
    public int Failed { get; private init; }

    /// <summary>The new model's times.</summary>
    public RecentTimes NewTimes { get; private init; } = new();

    /// <summary>The other's times.</summary>
    public RecentTimes OldTimes { get; private init; } = new();

    /// <summary>Whether both called the last faces the same.</summary>
    public RecentAgreement Lately { get; private init; } = new();

    private ImmutableSortedDictionary<int, (int Faces, int Agreed)> Classes { get; init; } =
        ImmutableSortedDictionary<int, (int Faces, int Agreed)>.Empty;

    private ImmutableSortedDictionary<int, int> Moved { get; init; } = ImmutableSortedDictionary<int, int>.Empty;

    /// <summary>Share of faces that both called the same, 0 to 1.</summary>
    public double Agreement => Faces == 0 ? 0 : (double)Agreed / Faces;

    /// <summary>
    /// The same for each class that the other model gave often enough, averaged: a model that calls everybody alike agrees
    /// on most faces where most people are alike, and on half of the classes at best.
    /// </summary>
    public double ClassAgreement =>
        Classes
            .Values.Where(one => one.Faces >= FewestOfClass)
            .Select(one => (double)one.Agreed / one.Faces)
            .DefaultIfEmpty(Agreement)
            .Average();

    /// <summary>
    /// Share of faces that the new model's distribution over the classes moved: half the sum of the differences of the
    /// classes' shares (total variation), 0 to 1.
    /// </summary>
    public double Drift => Faces == 0 ? 0 : Moved.Values.Sum(Math.Abs) / 2.0 / Faces;

    /// <summary>The new model's median time over the other's; 0 where none is known.</summary>
    public double TimeRatio => OldTimes.Median > TimeSpan.Zero ? NewTimes.Median / OldTimes.Median : 0;

    /// <summary>Share of faces that the new model failed on, 0 to 1.</summary>
    public double Failures => Given == 0 ? 0 : (double)Failed / Given;

    /// <summary>Both described one face.</summary>
    /// <param name="said">The new model's probabilities.</param>
    /// <param name="took">Its time.</param>
    /// <param name="otherSaid">The other's probabilities.</param>
    /// <param name="otherTook">Its time.</param>
    public Comparison Add(
        ImmutableArray<float> said,
        TimeSpan took,
        ImmutableArray<float> otherSaid,
        TimeSpan otherTook
    )
    {
        var (mine, others) = (Best(said), Best(otherSaid));
        var agree = mine == others || (IsOrdinal && Math.Abs(mine - others) == 1);
        var (faces, agreed) = Classes.GetValueOrDefault(others);
        return this with
        {
            Classes = Classes.SetItem(others, (faces + 1, agreed + (agree ? 1 : 0))),
            Faces = Faces + 1,
            Agreed = Agreed + (agree ? 1 : 0),
            Lately = Lately.Add(agree),
            Moved = Change(Change(Moved, mine, +1), others, -1),
            NewTimes = NewTimes.Add(took),
            OldTimes = OldTimes.Add(otherTook),
        };
    }

    /// <summary>How many faces the new model was given altogether, and how many of them it failed on.</summary>
    public Comparison Count(int given, int failed) => this with { Given = given, Failed = failed };

    private static int Best(ImmutableArray<float> said) => said.IndexOf(said.Max());

    private static ImmutableSortedDictionary<int, int> Change(
        ImmutableSortedDictionary<int, int> counts,
        int key,
        int by
    ) => counts.SetItem(key, counts.GetValueOrDefault(key) + by);
}
