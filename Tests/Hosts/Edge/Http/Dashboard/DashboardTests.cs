using Microsoft.Extensions.Logging;
using Vitrine.Tests.Hosts.Web;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http.Dashboard;

[Collection(Chromium.Name)]
public sealed class DashboardTests(Chromium chromium)
{
    [Fact]
    public async Task The_page_fills_within_two_windows()
    {
        await using var edge = await DashboardHost.Start();
        await using var page = await chromium.Open(edge.Url);
        await page.SaysOnly("#in-view", "2");
        await page.SaysOnly("#next", "No window yet: the first closes in 30 seconds.");
        await page.Says("#today-more", "no window yet");

        edge.Close(Told.Window(1, minutesAgo: 1), Told.Window(2));

        await page.SaysOnly("#device", "shop-1");
        await page.SaysOnly("#hour", "20");
        await page.SaysOnly("#today", "20");
        await page.SaysOnly("#stay", "13s");
        await page.SaysOnly("#next", "Next window in 30 seconds");
        await page.SaysOnly("#visitors-sum", "20 visitors, at most 4 at once");
        await page.Has("#visitors-chart .bar", 2);
        await page.Has("#stays-chart .bar", 2);
        await page.SaysOnly("#who-sum", "12 of 20 visitors told");
        await page.SaysOnly("#last-stay", "Last window: mean 13 s, median 9 s, 90 % within 31 s.");
        await page.Says("#stages-table", "detector");
        await page.Says("#stages-table", "22.5");
        await page.Says("#frames-table", "447");
        await page.Says("#models-table", "aaaaaaaaaaaa…");
        await page.SaysOnly("#link", "Live");
        await page.SaysOnly("#health", "Healthy");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task What_was_counted_before_is_there_and_what_is_counted_now_comes_by_itself()
    {
        await using var edge = await DashboardHost.Start(Told.Window(1, minutesAgo: 2), Told.Window(2, minutesAgo: 1));
        await using var page = await chromium.Open(edge.Url);
        await page.SaysOnly("#today", "20");

        edge.Close(Told.Window(3));
        edge.Live.Put(Told.Status with { InView = 7 });
        edge.Log.Add(LogLevel.Warning, "age: failed");
        edge.Log.Add(LogLevel.Information, "age: works again");

        await page.SaysOnly("#today", "30");
        await page.SaysOnly("#in-view", "7");
        await page.Says("#log li:nth-child(1)", "age: works again");
        await page.Says("#log li:nth-child(2)", "Warning");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Latencies_are_those_of_the_last_five_minutes_and_the_page_says_so()
    {
        using var measured = new SlowThenFast();
        await using var edge = await DashboardHost.Start();
        edge.Live.Put(measured.Live);
        await using var page = await chromium.Open(edge.Url);

        await page.SaysOnly("#stages-sum", "20 ms from frame to count, p95 20 ms, over the last 5 minutes");
        await page.Says("#stages-table tr:nth-child(2)", "detector2020");
        await page.Says("#stages-table tr:nth-child(3)", "tracker–");
        await page.Says("#stages-note", "last 5 minutes");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_period_further_back_is_fetched_when_it_is_chosen()
    {
        const int day = 24 * 60;
        await using var edge = await DashboardHost.Start(
            Told.Window(1, 8 * day),
            Told.Window(2, 3 * day),
            Told.Window(3, 180),
            Told.Window(4)
        );
        await using var page = await chromium.Open(edge.Url);
        await page.SaysOnly("#visitors-sum", "10 visitors, at most 4 at once");

        await page.Choose("Today");
        await page.SaysOnly("#visitors-sum", "20 visitors, at most 4 at once");
        Assert.Single(page.Requests, request => request.Url.Contains("/windows?", StringComparison.Ordinal));

        await page.Choose("7 days");
        await page.SaysOnly("#visitors-sum", "30 visitors, at most 4 at once");
        await page.Has("#visitors-chart .bar", 2);
    }

    [Fact]
    public async Task Few_people_are_shown_as_few_and_it_is_said_how_many_that_leaves_out()
    {
        var nobody = Told.Window(2, visitors: 0);
        nobody.Counts.ToList().ForEach(cell => cell.Visitors = 0);
        await using var edge = await DashboardHost.Start(Told.Window(1, minutesAgo: 1), nobody);
        await using var page = await chromium.Open(edge.Url);

        await page.Says("#who-chart .note", "4 visitors not shown");
        await page.Says("#who-chart .note", "fewer than 3");
        await page.Page.Locator("#who-chart summary").ClickAsync();
        await page.Says("#who-chart tbody tr:nth-child(5)", "25-326fewer than 3fewer than 3");
        await page.Has("#who-chart .bar", 1);
        Assert.Equal(15, await page.Page.Locator("#who-chart svg text", new() { HasText = "< 3" }).CountAsync());
    }

    [Fact]
    public async Task What_the_device_goes_without_is_said_until_it_works_again()
    {
        const string why = "age: DEGRADED, failed again and again: out of memory";
        await using var edge = await DashboardHost.Start(Told.Window(1));
        edge.Live.Put(
            Told.Status with
            {
                Ok = false,
                Why = why,
                Nodes = [Told.Status.Nodes[2] with { Degraded = 1, Restarts = 4 }],
            }
        );
        await using var page = await chromium.Open(edge.Url);

        await page.SaysOnly("#health", "Degraded");
        await page.Says("#notice", why);
        await page.Says("#stages-table tbody", "age degraded");

        edge.Live.Put(Told.Status);
        await page.SaysOnly("#health", "Healthy");
        await page.Shows("#notice", isShown: false);
    }

    [Fact]
    public async Task Lines_and_zones_are_there_where_there_are_any()
    {
        await using var edge = await DashboardHost.Start(Told.Window(1, minutesAgo: 1));
        await using var page = await chromium.Open(edge.Url);
        await page.SaysOnly("#today", "10");
        await page.Shows("#lines", isShown: false);
        await page.Shows("#zones", isShown: false);

        var window = Told.Window(2);
        window.Lines.Add(
            new LineCount
            {
                Name = "door",
                In = 5,
                Out = 3,
            }
        );
        window.Zones.Add(
            new ZoneCount
            {
                Name = "left",
                Visitors = 6,
                Dwell = new Dwell { Visits = 2 },
            }
        );
        edge.Close(window);

        await page.SaysOnly("#lines-table tbody", "door53");
        await page.SaysOnly("#zones-table tbody", "left6not told");
    }

    [Fact]
    public async Task The_keyboard_reads_the_bars_and_chooses_the_period()
    {
        await using var edge = await DashboardHost.Start(Told.Window(1, minutesAgo: 1), Told.Window(2, visitors: 4));
        await using var page = await chromium.Open(edge.Url);
        await page.SaysOnly("#today", "14");

        await page.Page.Locator("#visitors-chart svg").PressAsync("ArrowLeft");
        await page.SaysOnly("#visitors-chart .readout", "12:28: 10 visitors");
        await page.Page.Locator("#visitors-chart svg").PressAsync("End");
        await page.SaysOnly("#visitors-chart .readout", "12:29: 4 visitors");

        await page.Page.Locator("#periods input:checked").PressAsync("ArrowRight");
        await page.SaysOnly("#visitors-chart .readout", "One bar per hour. Busiest: 12:00–13:00 with 14.");
    }
}
