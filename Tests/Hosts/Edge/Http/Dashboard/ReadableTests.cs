using Microsoft.Playwright;
using Vitrine.Protocol;
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
                var ratio = await Contrast(page, text, ground);
                Assert.True(
                    ratio >= 4.5,
                    $"{colours}: {text} on {ground} has a contrast of {ratio:0.0}; WCAG asks for 4.5."
                );
            }
        }

        Assert.True(await Contrast(page, "ink", "warn-pale") >= 7 && await Contrast(page, "ink", "bad-pale") >= 7);
    }

    /// <summary>WCAG 2.2's contrast ratio of two of the page's colours.</summary>
    private static Task<double> Contrast(OpenPage page, string text, string ground) =>
        page.Page.EvaluateAsync<double>(
            """
            names => {
                const [light, dark] = names
                    .map(name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim())
                    .map(hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255))
                    .map(rgb => rgb.map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)))
                    .map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
                    .sort((one, other) => other - one);
                return (light + 0.05) / (dark + 0.05);
            }
            """,
            new[] { text, ground }
        );
}
