using System.Collections.Immutable;
using Vitrine.Windows.Held;
using Xunit;

namespace Vitrine.Tests.Windows.Held;

public sealed class HeldTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Without_a_least_size_all_is_told_at_once(int k) =>
        Assert.Equal([0, 1, 2, 9], HeldTable.Empty.Tell([0, 1, 2, 9], 12, k).Told);

    [Fact]
    public void A_count_is_told_in_the_window_in_which_it_has_become_large_enough()
    {
        var (first, held) = HeldTable.Empty.Tell([2, 1, 1], 6, 3);
        var (second, rest) = held.Tell([1, 1, 0], 6, 3);

        Assert.Equal([0, 0, 0], first);
        Assert.Equal([3, 0, 0], second);
        Assert.Equal([0, 2, 1], rest.Held);
    }

    [Fact]
    public void Only_multiples_of_k_are_told_and_the_rest_is_held() =>
        Assert.Equal([6, 3], HeldTable.Empty.Tell([8, 4], 13, 3).Told);

    [Fact]
    public void Nothing_is_told_before_twice_k_visitors_have_come()
    {
        var (told, held) = HeldTable.Empty.Tell([3, 0], 5, 3);

        Assert.Equal([0, 0], told);
        Assert.Equal([3, 0], held.Tell([0, 0], 1, 3).Told);
    }

    [Fact]
    public void Six_visitors_who_are_all_alike_are_not_all_told_as_such() =>
        Assert.Equal([3, 0], HeldTable.Empty.Tell([6, 0], 6, 3).Told);

    [Fact]
    public void A_model_with_more_labels_keeps_what_was_held()
    {
        var (_, held) = HeldTable.Empty.Tell([2, 1], 6, 3);

        Assert.Equal([3, 0, 3], held.Tell([1, 0, 3], 7, 3).Told);
    }

    /// <summary>
    /// The attacker knows the rule, every window's visitors and all that was told, and looks at every day that fits: of no cell,
    /// over no run of windows, is it sure that some came but fewer than k; and of no run of windows that all were alike.
    /// </summary>
    [Theory]
    [InlineData(1, 3, 3, 7)]
    [InlineData(2, 2, 3, 4)]
    [InlineData(2, 2, 4, 3)]
    [InlineData(2, 3, 2, 8)]
    [InlineData(2, 3, 3, 5)]
    [InlineData(3, 2, 3, 3)]
    public void Nobody_can_compute_a_small_count_not_even_who_knows_the_rule(int cells, int k, int windows, int most)
    {
        var givenAway = Days(cells, windows, most)
            .GroupBy(day => Seen(day, k), StringComparer.Ordinal)
            .SelectMany(alike => Runs(windows).SelectMany(run => GivenAway([.. alike], run, cells, k)));

        Assert.Empty(givenAway.Take(3));
    }

    private static IEnumerable<string> GivenAway(ImmutableArray<int>[][] alike, Range run, int cells, int k)
    {
        var visitors = alike[0][run].Sum(window => window.Sum());
        for (var cell = 0; cell < cells && visitors > 0; cell++)
        {
            var could = alike.Select(day => day[run].Sum(window => window[cell])).ToArray();
            if (could.Min() > 0 && (could.Max() < k || could.Min() == visitors))
            {
                yield return $"{Seen(alike[0], k)}: cell {cell} has {could.Min()} to {could.Max()} in {run}";
            }
        }
    }

    private static IEnumerable<Range> Runs(int windows) =>
        from first in Enumerable.Range(0, windows)
        from end in Enumerable.Range(first + 1, windows - first)
        select first..end;

    /// <summary>All that is published: each window's visitors, and what is told of its cells.</summary>
    private static string Seen(ImmutableArray<int>[] day, int k)
    {
        var held = HeldTable.Empty;
        List<string> seen = [];
        foreach (var window in day)
        {
            (var told, held) = held.Tell(window[..^1], window.Sum(), k);
            seen.Add($"{window.Sum()}: {string.Join(' ', told)}");
        }

        return string.Join("; ", seen);
    }

    /// <summary>Every day of so many windows with at most so many visitors each; the last of a window is in no cell.</summary>
    private static IEnumerable<ImmutableArray<int>[]> Days(int cells, int windows, int most)
    {
        var each = Windows(cells + 1, most).ToArray();
        IEnumerable<ImmutableArray<int>[]> days =
        [
            [],
        ];
        return Enumerable
            .Range(0, windows)
            .Aggregate(
                days,
                (some, _) => some.SelectMany(day => each, ImmutableArray<int>[] (day, next) => [.. day, next])
            );
    }

    private static IEnumerable<ImmutableArray<int>> Windows(int cells, int most) =>
        cells == 0
            ?
            [
                [],
            ]
            : Enumerable
                .Range(0, most + 1)
                .SelectMany(one => Windows(cells - 1, most - one), ImmutableArray<int> (one, rest) => [one, .. rest]);
}
