using System.Text.Json;
using Vitrine.Vision.Counting;
using Vitrine.Windows;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Windows;

public sealed class WindowJsonTests
{
    private static readonly WindowTally Busy = Closed.Tally(1, (4, 5), (12, 2)) with
    {
        Dwells = Closed.Visits(1, 2, 4.5),
        Occupancy = new OccupancyTally(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), 2),
        Lines = [new LineTally("door", 1, 2)],
        Zones = [new ZoneTally("the \"left\"", 1, Closed.Visits(1))],
    };

    [Fact]
    public void The_whole_shape_in_one_line() =>
        Assert.Equal(
            """
            {"device":"shop-1","sequence":7,"start":"2026-05-04T21:59:00.000Z","end":"2026-05-04T22:00:00.250Z","visitors":8,
            "occupancy":{"mean":0.5,"peak":2},"dwell":{"visits":3,"mean":2.5,"median":2,"p90":4},
            "counts":{"female":{"0-2":null,"4-6":null,"8-13":null,"15-20":null,"25-32":3,"38-43":null,"48-53":null,"60+":null},
            "male":{"0-2":null,"4-6":null,"8-13":null,"15-20":null,"25-32":null,"38-43":null,"48-53":null,"60+":null},
            "unknown":{"0-2":null,"4-6":null,"8-13":null,"15-20":null,"25-32":null,"38-43":null,"48-53":null,"60+":null}},
            "unclassified":null,
            "distributions":{"age":{"0-2":null,"4-6":null,"8-13":null,"15-20":null,"25-32":3,"38-43":null,"48-53":null,"60+":null,
            "unknown":null},"gender":{"female":3,"male":null,"unknown":null}},
            "lines":[{"name":"door","in":1,"out":2}],
            "zones":[{"name":"the \"left\"","visitors":1,"dwell":{"visits":1,"mean":null,"median":null,"p90":null}}],
            "frames":{"captured":900,"processed":890,"dropped":8,"failed":2},
            "models":[{"task":"age","version":3,"sha256":"ab"},{"task":"gender","version":2,"sha256":"cd"}],
            "health":{"state":"degraded","degraded":["gender"],"restarts":1,"clock":"ok"},"k":3}
            """.ReplaceLineEndings(string.Empty),
            WindowJson.Text(Closed.Window(Busy))
        );

    [Fact]
    public void What_a_sender_did_not_set_is_zero_or_empty()
    {
        using var json = JsonDocument.Parse(WindowJson.Text(new AggregateWindow()));

        Assert.Equal("1970-01-01T00:00:00.000Z", json.RootElement.GetProperty("start").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("frames").GetProperty("captured").GetInt64());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("dwell").GetProperty("mean").ValueKind);
    }

    [Fact]
    public void A_number_that_is_none_is_left_out()
    {
        var window = new AggregateWindow { Unclassified = double.NaN };

        Assert.Contains("\"unclassified\":null", WindowJson.Text(window), StringComparison.Ordinal);
    }
}
