using System.Collections.Immutable;
using CsCheck;
using Vitrine.Tests.Windows;
using Vitrine.Vision.Counting;
using Vitrine.Windows;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

public sealed class DistributionsTests
{
    [Fact]
    public void Age_and_gender_add_up_what_is_told_of_the_table()
    {
        var window = Closed.Window(Closed.Tally(2, (4, 5), (12, 3), (20, 1)), k: 0);

        Assert.Equal([0, 0, 0, 0, 9, 0, 0, 0, 2], Told(window, "age"));
        Assert.Equal([5, 3, 3], Told(window, "gender"));
    }

    [Fact]
    public void A_sum_in_which_a_cell_is_left_out_is_left_out()
    {
        int[] full = [.. Enumerable.Range(0, 24)];
        var window = Closed.Window(Closed.Tally(9, [.. full.Select(cell => (cell, cell is 3 ? 1 : 5 + cell))]));

        Assert.Null(Closed.Cells(window)[3]);
        Assert.Null(Told(window, "age")[3]);
        Assert.Null(Told(window, "gender")[0]);
        // The smallest other went with it, in the same row.
        Assert.Equal(8 + (8 * 5) + Enumerable.Range(8, 8).Sum() - 8, Told(window, "gender")[1]);
    }

    [Fact]
    public void Any_other_attribute_is_told_without_its_small_counts()
    {
        Assert.Equal([7, 4, 0, 0], Told(Closed.Window(WithBeards(11, 7, 4, 0), k: 3, Closed.BeardModel), "beard"));
        Assert.Equal(
            [7, null, null, null],
            Told(Closed.Window(WithBeards(9, 7, 1, 1), k: 3, Closed.BeardModel), "beard")
        );
    }

    [Fact]
    public void Without_an_age_model_gender_is_told_by_itself()
    {
        var tally = new WindowTally
        {
            Visitors = 9,
            Counts = DemographicCounts.None with
            {
                ByAttribute = DemographicCounts.None.ByAttribute.Add("gender", [5, 4]),
            },
        };

        Assert.Equal([5, 4, 0], Told(Closed.Window(tally, k: 3, Closed.Gender), "gender"));
        // With one, they are those whose age nobody told.
        Assert.Equal([0, 0, 9], Told(Closed.Window(tally, k: 3, Closed.Age, Closed.Gender), "gender"));
    }

    [Fact]
    public void Without_models_there_is_none() => Assert.Empty(Distributions.Of(WindowTally.Empty, [], [], 3));

    /// <summary>
    /// The attacker knows the rule and the whole window: table, distributions and total. For each small count of the table or
    /// of another attribute, a second tally is named that holds something else there and whose window is the same.
    /// </summary>
    [Fact]
    public void In_a_whole_window_every_small_count_could_be_another() =>
        (
            from k in Gen.Int[2, 6]
            from kind in Gen.Int[0, 4]
            from much in Gen.Int[0, 24]
            from some in Gen.Int[0, 5].Array[25]
            from shares in Gen.Int[0, 9].Array[2]
            select (
                k,
                table: some.Select((v, i) => SmallCellsTests.Drawn(v, i, much, k, kind)).ToImmutableArray(),
                shares
            )
        ).Sample(
            drawn =>
            {
                var (k, table) = (drawn.k, drawn.table);
                var beards = Beards(table.Sum(), drawn.shares);
                var seen = Shown(table, beards, k);
                Hidden(table, k, other => Assert.Equal(seen, Shown(other, beards, k)));
                Hidden(beards, k, other => Assert.Equal(seen, Shown(table, other, k)));
            },
            iter: 3_000
        );

    /// <summary>Three labels and the unknown, with the same total as the table.</summary>
    private static ImmutableArray<int> Beards(int visitors, int[] shares)
    {
        var first = visitors * shares[0] / 9;
        var second = (visitors - first) * shares[1] / 9;
        return [first, second, visitors - first - second, 0];
    }

    private static void Hidden(ImmutableArray<int> cells, int k, Action<ImmutableArray<int>> looksTheSame)
    {
        var told = SmallCells.Suppress(cells, k);
        foreach (var cell in Enumerable.Range(0, cells.Length).Where(cell => cells[cell] > 0 && cells[cell] < k))
        {
            looksTheSame(SmallCellsTests.Other(cells, told, cell));
        }
    }

    private static string Shown(ImmutableArray<int> table, ImmutableArray<int> beards, int k)
    {
        var tally = new WindowTally
        {
            Visitors = table.Sum(),
            Counts = new DemographicCounts(table[..^1])
            {
                ByAttribute = DemographicCounts.None.ByAttribute.Add("beard", beards[..^1]),
            },
        };
        return WindowJson.Text(Closed.Window(tally, k, Closed.Age, Closed.Gender, Closed.BeardModel));
    }

    private static WindowTally WithBeards(int visitors, params int[] beards) =>
        new()
        {
            Visitors = visitors,
            Counts = DemographicCounts.None with
            {
                ByAttribute = DemographicCounts.None.ByAttribute.Add("beard", [.. beards]),
            },
        };

    private static ImmutableArray<int?> Told(AggregateWindow window, string attribute) =>
        [
            .. window
                .Distributions.Single(one => one.Attribute.Equals(attribute, StringComparison.Ordinal))
                .Cells.Select(cell => cell.HasVisitors ? cell.Visitors : (int?)null),
        ];
}
