using Vitrine.Tests.Hosts.Web;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http.Dashboard;

/// <summary>What the dashboard does while the device is away, and after.</summary>
[Collection(Chromium.Name)]
public sealed class ConnectionTests(Chromium chromium)
{
    [Fact]
    public async Task A_lost_connection_is_said_and_after_it_nothing_is_missing_or_counted_twice()
    {
        var edge = await DashboardHost.Start(Told.Window(1, minutesAgo: 4), Told.Window(2, minutesAgo: 3));
        await using var page = await chromium.Open(edge.Url);
        await page.SaysOnly("#today", "20");

        await edge.DisposeAsync();
        await page.SaysOnly("#link", "Connection lost");
        await page.SaysOnly(
            "#notice",
            "No connection to the device since 12:30:30. The figures are from before. Trying again."
        );
        await page.SaysOnly("#today", "20");

        await using var again = await DashboardHost.Start(
            edge.Url.Port,
            [.. Enumerable.Range(1, 4).Select(n => Told.Window(n, minutesAgo: 5 - n))]
        );
        await page.SaysOnly("#link", "Live");
        await page.Shows("#notice", isShown: false);
        await page.SaysOnly("#today", "40");
        again.Close(Told.Window(5));
        await page.SaysOnly("#today", "50");
    }

    [Fact]
    public async Task A_device_that_comes_back_before_its_first_window_is_followed_from_it_on()
    {
        var edge = await DashboardHost.Start();
        await using var page = await chromium.Open(edge.Url);
        await page.SaysOnly("#link", "Live");
        await edge.DisposeAsync();
        await page.SaysOnly("#link", "Connection lost");

        await using var again = await DashboardHost.Start(edge.Url.Port, Told.Window(1));

        await page.SaysOnly("#today", "10");
    }

    [Fact]
    public async Task A_device_with_a_new_database_numbers_anew_and_is_shown_anew()
    {
        var edge = await DashboardHost.Start(Told.Window(1, minutesAgo: 4), Told.Window(2, minutesAgo: 3));
        await using var page = await chromium.Open(edge.Url);
        await page.SaysOnly("#today", "20");
        await edge.DisposeAsync();
        await page.SaysOnly("#link", "Connection lost");

        await using var again = await DashboardHost.Start(edge.Url.Port, Told.Window(1, minutesAgo: 1, visitors: 5));
        await page.SaysOnly("#today", "5");
        again.Close(Told.Window(2, visitors: 3));
        await page.SaysOnly("#today", "8");
    }
}
