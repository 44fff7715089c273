using Microsoft.Playwright;
using Vitrine.Tests.Hosts.Web;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http.Dashboard;

/// <summary>The page can be read on any screen, by day and by night.</summary>
[Collection(Chromium.Name)]
public sealed class ReadableTests(Chromium chromium)
{
    [Theory]
    [InlineData(320)]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1920)]
    public async Task No_width_needs_scrolling_sideways(int width)
    {
        var window = Told.Window(1, visitors: 12_345);
        window.Lines.Add(
            new LineCount
            {
                Name = new string('x', 64),
                In = 123_456,
                Out = 123_456,
            }
        );
        await using var edge = await DashboardHost.Start(window);
        edge.Live.Put(Told.Status with { Frames = new(123_456_789, 123_456_789, 123_456, 12) });
        await using var page = await chromium.Open(edge.Url, width);
        await page.SaysOnly("#today", "12,345");
        await page.Says("#frames-table", "123,456,789");

        Assert.Equal(width, await page.Width());
        await page.Choose("7 days");
        await page.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        Assert.Equal(width, await page.Width());
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_stands_out_from_what_is_behind_it(ColorScheme colours)
    {
        await using var edge = await DashboardHost.Start();
        await using var page = await chromium.Open(edge.Url, colours: colours);

        foreach (var ground in new[] { "paper", "card" })
        {
            foreach (var text in new[] { "ink", "soft", "one", "two", "good", "warn", "bad" })
            {
                var ratio = await page.Contrast(text, ground);
                Assert.True(
                    ratio >= 4.5,
                    $"{colours}: {text} on {ground} has a contrast of {ratio:0.0}; WCAG asks for 4.5."
                );
            }
        }

        Assert.True(await page.Contrast("ink", "warn-pale") >= 7 && await page.Contrast("ink", "bad-pale") >= 7);
    }
}
