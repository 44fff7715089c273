using Vitrine.Vision.Counting;
using Vitrine.Windows;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Windows;

public sealed class WindowCsvTests
{
    private static readonly AggregateWindow Busy = Closed.Window(
        Closed.Tally(1, (4, 5), (12, 2)) with
        {
            Dwells = Closed.Visits(1, 2, 4.5),
            Lines = [new LineTally("door", 1, 2)],
            Zones = [new ZoneTally("left, below", 4, Closed.Visits(1))],
        }
    );

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.CreateCustomTimeZone(
        "b",
        TimeSpan.FromHours(2),
        "b",
        "b"
    );

    private static readonly WindowCsv Csv = new([Busy, Closed.Window(WindowTally.Empty)], Berlin);

    [Fact]
    public void The_header_names_every_column()
    {
        var header = Csv.Header;

        Assert.StartsWith(
            "device,sequence,start,end,visitors,occupancy_mean,occupancy_peak,dwell_visits,dwell_mean,dwell_median,dwell_p90,female_0-2,",
            header,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            ",start_local,k,line_door_in,line_door_out,\"zone_left, below_visitors\",\"zone_left, below_dwell_visits\",\"zone_left, below_dwell_mean\",\"zone_left, below_dwell_median\",\"zone_left, below_dwell_p90\"",
            header,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_row_is_flat_and_empty_where_something_is_left_out() =>
        Assert.Equal(
            "shop-1,7,2026-05-04T21:59:00.000Z,2026-05-04T22:00:00.250Z,8,0,0,3,2.5,2,4,"
                + ",,,,3,,,,,,,,,,,,,,,,,,,,"
                + ",900,890,8,2,\"age 3 ab;gender 2 cd\",degraded,gender,1,ok,2026-05-04 23:59:00,3,1,2,4,1,,,",
            Csv.Row(Busy)
        );

    [Fact]
    public void For_a_spreadsheet_that_writes_numbers_with_commas_semicolons_separate()
    {
        var row = new WindowCsv([Busy], Berlin, CsvForm.German).Row(Busy);

        Assert.StartsWith(
            "shop-1;7;2026-05-04T21:59:00.000Z;2026-05-04T22:00:00.250Z;8;0;0;3;2,5;2;4;",
            row,
            StringComparison.Ordinal
        );
        Assert.Contains(";\"age 3 ab;gender 2 cd\";", row, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_without_a_line_that_others_have_has_empty_fields_there() =>
        Assert.EndsWith(",3,,,,,,,", Csv.Row(Closed.Window(WindowTally.Empty)), StringComparison.Ordinal);

    [Fact]
    public void A_window_whose_times_may_be_wrong_says_so() =>
        Assert.Contains(
            ",unsure,",
            Csv.Row(new AggregateWindow { Health = new Health { ClockUnsure = true } }),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_a_sender_did_not_set_takes_no_column_away() =>
        Assert.Equal(
            new WindowCsv([], Berlin).Header.Count(c => c == ','),
            new WindowCsv([], Berlin).Row(new AggregateWindow()).Count(c => c == ',')
        );

    [Fact]
    public void An_attribute_that_is_in_no_cell_has_its_columns_last()
    {
        var tally = Closed.Tally(4) with
        {
            Counts = DemographicCounts.None with
            {
                ByAttribute = DemographicCounts.None.ByAttribute.Add("beard", [1, 0, 2]),
            },
        };
        var window = Closed.Window(tally, k: 0, Closed.Gender, Closed.BeardModel);
        var csv = new WindowCsv([Busy, window], Berlin);

        Assert.EndsWith(",beard_none,beard_short,beard_long,beard_unknown", csv.Header, StringComparison.Ordinal);
        Assert.EndsWith(",1,0,2,1", csv.Row(window), StringComparison.Ordinal);
        Assert.EndsWith(",,,,", csv.Row(Busy), StringComparison.Ordinal);
    }

    [Fact]
    public void Quotes_and_ends_of_lines_are_quoted()
    {
        var odd = new AggregateWindow { Device = "a\"b\nc" };

        Assert.StartsWith("\"a\"\"b\nc\",0,", new WindowCsv([odd], Berlin).Row(odd), StringComparison.Ordinal);
    }
}
