using System.Collections.Immutable;
using CsCheck;
using Vitrine.Vision.Counting;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

public sealed class SmallCellsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Without_a_least_size_everything_is_told(int k) => Assert.Equal([0, 1, 2, 9], Told(k, 0, 1, 2, 9));

    [Fact]
    public void A_count_below_k_is_left_out_and_so_is_a_zero() =>
        Assert.Equal([null, null, null, 3, 9], Told(3, 0, 1, 2, 3, 9));

    [Fact]
    public void Where_nothing_is_left_over_the_zeros_are_told() => Assert.Equal([0, 3, 0, 9], Told(3, 0, 3, 0, 9));

    [Fact]
    public void Nobody_at_all_is_told() => Assert.Equal([0, 0, 0], Told(3, 0, 0, 0));

    [Fact]
    public void A_single_small_count_takes_the_smallest_other_with_it() =>
        Assert.Equal([null, null, 7, 9], Told(3, 1, 4, 7, 9));

    [Fact]
    public void All_that_are_equally_small_go_together() => Assert.Equal([null, null, null, 9], Told(3, 4, 1, 4, 9));

    [Fact]
    public void Small_counts_as_large_as_can_be_take_the_smallest_other_with_them() =>
        Assert.Equal([null, null, null, 9], Told(3, 2, 2, 5, 9));

    /// <summary>The attacker knows the rule, the total and what is told, and looks at every table that fits.</summary>
    [Theory]
    [InlineData(2, 9, 2)]
    [InlineData(2, 9, 3)]
    [InlineData(2, 9, 4)]
    [InlineData(3, 7, 2)]
    [InlineData(3, 7, 3)]
    [InlineData(3, 7, 4)]
    [InlineData(4, 6, 2)]
    [InlineData(4, 6, 3)]
    [InlineData(4, 6, 4)]
    [InlineData(5, 5, 2)]
    [InlineData(5, 5, 3)]
    [InlineData(6, 4, 3)]
    public void Nobody_can_compute_a_small_count_not_even_who_knows_the_rule(int cells, int most, int k)
    {
        var givenAway = AllTables(cells, most)
            .GroupBy(table => (table.Sum(), string.Join(' ', SmallCells.Suppress(table, k).Select(Shown))))
            .SelectMany(group =>
                Enumerable
                    .Range(0, cells)
                    .Where(cell => group.All(table => table[cell] == group.First()[cell]))
                    .Where(cell => group.First()[cell] > 0 && group.First()[cell] < k)
                    .Select(cell =>
                        $"total {group.Key.Item1}, told {group.Key.Item2}: cell {cell} is {group.First()[cell]}"
                    )
            );

        Assert.Empty(givenAway);
    }

    [Theory]
    [InlineData(4, 6, 2)]
    [InlineData(4, 6, 3)]
    [InlineData(5, 4, 3)]
    public void What_is_told_is_true_and_no_small_count(int cells, int most, int k) =>
        Assert.All(
            AllTables(cells, most),
            table =>
                Assert.All(
                    SmallCells.Suppress(table, k).Zip(table),
                    cell =>
                        Assert.True(
                            cell.First is null || (cell.First == cell.Second && (cell.First == 0 || cell.First >= k))
                        )
                )
        );

    /// <summary>
    /// A whole window's table has too many others that fit to try them all: for each small count another one is named
    /// that looks the same and holds something else there.
    /// </summary>
    [Fact]
    public void In_a_table_of_full_size_every_small_count_could_be_another() =>
        (
            from k in Gen.Int[2, 6]
            from kind in Gen.Int[0, 4]
            from much in Gen.Int[0, 24]
            from some in Gen.Int[0, 5].Array[25]
            select (k, table: some.Select((value, i) => Drawn(value, i, much, k, kind)).ToImmutableArray())
        ).Sample(
            drawn =>
            {
                var told = SmallCells.Suppress(drawn.table, drawn.k);
                for (var cell = 0; cell < drawn.table.Length; cell++)
                {
                    if (drawn.table[cell] > 0 && drawn.table[cell] < drawn.k)
                    {
                        Assert.Null(told[cell]);
                        Assert.Equal(told, SmallCells.Suppress(Other(drawn.table, told, cell), drawn.k));
                    }
                }
            },
            iter: 20_000
        );

    [Fact]
    public void A_full_table_in_which_every_count_is_as_large_as_a_small_one_can_be_tells_nothing() =>
        Assert.All(SmallCells.Suppress([.. Enumerable.Repeat(2, 25)], 3), cell => Assert.Null(cell));

    /// <summary>Tables at random, and such that hold but a few others than k - 1, or but a few small counts.</summary>
    internal static int Drawn(int value, int index, int much, int k, int kind)
    {
        var near = new[] { 0, 1, k - 2, k - 1, k, k + 1 }[value];
        return kind switch
        {
            0 => near,
            1 => k - 1,
            2 => index < much ? k - 1 : near,
            3 => index < much ? k + (index % 3) : near,
            _ => index == much ? near : k + (index % 2),
        };
    }

    /// <summary>Another table with the same total that holds something else in one cell that is left out.</summary>
    internal static ImmutableArray<int> Other(ImmutableArray<int> table, ImmutableArray<int?> told, int cell)
    {
        var leftOut = Enumerable.Range(0, table.Length).Where(i => told[i] is null && i != cell).ToArray();
        var unlike = leftOut.FirstOrDefault(i => table[i] != table[cell], -1);
        return unlike >= 0
            ? table.SetItem(cell, table[unlike]).SetItem(unlike, table[cell])
            : table.SetItem(cell, table[cell] + 1).SetItem(leftOut[0], table[leftOut[0]] - 1);
    }

    private static IEnumerable<ImmutableArray<int>> AllTables(int cells, int most) =>
        cells == 0
            ?
            [
                [],
            ]
            : AllTables(cells - 1, most).SelectMany(rest => Enumerable.Range(0, most + 1).Select(rest.Add));

    private static ImmutableArray<int?> Told(int k, params int[] cells) => SmallCells.Suppress([.. cells], k);

    private static string Shown(int? cell) => cell is { } told ? $"{told}" : "-";
}
