using System.Collections.Immutable;

namespace Vitrine.Vision.Counting;

/// <summary>
/// How long visits lasted. Number and mean are always exact. Median and other quantiles are exact up to
/// <see cref="Most"/> visits; beyond, the sorted list is thinned to every second one, and from then on only every second
/// visit is kept (at the next thinning every fourth, and so on), so that memory stays bounded. Pure.
/// </summary>
public sealed record Dwells
{
    /// <summary>Visits whose durations are kept, at the most.</summary>
    public const int Most = 10_000;

    private Dwells() { }

    /// <summary>No visit.</summary>
    public static Dwells None { get; } = new();

    /// <summary>Visits, all of them.</summary>
    public int Visits { get; private init; }

    /// <summary>Their durations, added up.</summary>
    public TimeSpan Total { get; private init; }

    /// <summary>Mean duration; zero without a visit.</summary>
    public TimeSpan Mean => Visits == 0 ? TimeSpan.Zero : Total / Visits;

    private ImmutableList<TimeSpan> Kept { get; init; } = [];

    /// <summary>Visits that each kept one stands for: a power of two.</summary>
    private int Stride { get; init; } = 1;

    /// <summary>With one more visit.</summary>
    public Dwells With(TimeSpan dwell) =>
        (this with { Visits = Visits + 1, Total = Total + dwell }).Keep(Visits % Stride == 0 ? [dwell] : []);

    /// <summary>The visits of both.</summary>
    public Dwells Merge(Dwells later)
    {
        var (coarse, fine) = Stride >= later.Stride ? (this, later) : (later, this);
        while (fine.Stride < coarse.Stride)
        {
            fine = fine.Thinned();
        }

        return (coarse with { Visits = Visits + later.Visits, Total = Total + later.Total }).Keep(fine.Kept);
    }

    /// <summary>
    /// The duration that the given share of visits is below, between two by proportion (type 7 of Hyndman and Fan,
    /// "Sample Quantiles in Statistical Packages", 1996); zero without a visit.
    /// </summary>
    /// <param name="share">0 to 1: 0.5 for the median.</param>
    public TimeSpan Quantile(double share)
    {
        if (Kept.IsEmpty)
        {
            return TimeSpan.Zero;
        }

        var sorted = Kept.Sort();
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }

    private Dwells Keep(IReadOnlyCollection<TimeSpan> more)
    {
        var all = this with { Kept = Kept.AddRange(more) };
        while (all.Kept.Count > Most)
        {
            all = all.Thinned();
        }

        return all;
    }

    private Dwells Thinned() =>
        this with
        {
            Kept = [.. Kept.Sort().Where((_, rank) => rank % 2 == 0)],
            Stride = Stride * 2,
        };
}
