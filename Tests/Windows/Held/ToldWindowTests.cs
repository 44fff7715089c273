using System.Collections.Immutable;
using Vitrine.Vision.Counting;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Windows.Held;

public sealed class ToldWindowTests
{
    [Fact]
    public void Every_gender_has_every_age_group_in_the_order_of_the_table()
    {
        var cells = Closed.Window(WindowTally.Empty).Counts;

        Assert.Equal(24, cells.Count);
        Assert.Equal(("female", "0-2"), (cells[0].Gender, cells[0].AgeGroup));
        Assert.Equal(("male", "60+"), (cells[15].Gender, cells[15].AgeGroup));
        Assert.Equal(("unknown", "25-32"), (cells[20].Gender, cells[20].AgeGroup));
    }

    [Fact]
    public void Age_and_gender_add_up_what_is_told_of_the_table()
    {
        var window = Closed.Window(Closed.Tally(2, (4, 5), (12, 3), (20, 1)), k: 0);

        Assert.Equal([0, 0, 0, 0, 9, 0, 0, 0, 2], Told(window, "age"));
        Assert.Equal([5, 3, 3], Told(window, "gender"));
        Assert.Equal(0.182, window.Unclassified);
    }

    [Fact]
    public void With_a_least_size_they_add_up_what_this_window_tells()
    {
        var window = Closed.Window(Closed.Tally(2, (4, 5), (12, 3), (20, 1)));

        Assert.Equal([null, null, null, null, 6, null, null, null, null], Told(window, "age"));
        Assert.Equal([3, 3, null], Told(window, "gender"));
        Assert.False(window.HasUnclassified);
    }

    [Fact]
    public void Any_other_attribute_is_told_by_the_same_rule_and_never_whom_nothing_described()
    {
        var window = Closed.Window(WithBeards(16, 7, 4, 0), k: 3, Closed.BeardModel);

        Assert.Equal([6, 3, null, null], Told(window, "beard"));
    }

    [Fact]
    public void Without_an_age_model_gender_is_told_by_itself_and_everybody_is_unclassified()
    {
        var tally = new WindowTally
        {
            Visitors = 10,
            Counts = DemographicCounts.None with
            {
                ByAttribute = DemographicCounts.None.ByAttribute.Add("gender", [5, 4]),
            },
        };

        var window = Closed.Window(tally, k: 3, Closed.Gender);

        Assert.Equal([3, 3, null], Told(window, "gender"));
        Assert.Equal(1, window.Unclassified);
        // With one, they are those whose age nobody told, of whom nothing is told.
        Assert.Equal([null, null, null], Told(Closed.Window(tally, k: 3, Closed.Age, Closed.Gender), "gender"));
    }

    [Fact]
    public void Without_models_there_is_no_distribution() =>
        Assert.Empty(
            Closed.Counted(WindowTally.Empty) with { Attributes = [] } is var counted
                ? counted.Tell(Vitrine.Windows.Held.HeldBack.None).Told.Distributions
                : []
        );

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
