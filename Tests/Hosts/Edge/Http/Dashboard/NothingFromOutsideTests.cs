using Microsoft.Extensions.Logging;
using Vitrine.Tests.Architecture;
using Vitrine.Tests.Hosts.Web;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http.Dashboard;

/// <summary>The page asks nobody but the device, shows no picture, and takes no text for a command.</summary>
[Collection(Chromium.Name)]
public sealed class NothingFromOutsideTests(Chromium chromium)
{
    private const string Hostile =
        "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";

    [Fact]
    public async Task The_page_asks_only_the_device_and_never_for_a_picture()
    {
        await using var edge = await DashboardHost.Start(Told.Window(1));
        await using var page = await chromium.Open(edge.Url);
        await page.SaysOnly("#today", "10");
        await page.Choose("7 days");
        await page.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        await page.SaysOnly("#link", "Live");

        Assert.All(
            page.Requests,
            request => Assert.StartsWith(edge.Url.ToString(), request.Url, StringComparison.Ordinal)
        );
        Assert.DoesNotContain(page.Requests, request => request.ResourceType is "image" or "media" or "font");
        Assert.Contains(page.Requests, request => request.ResourceType is "eventsource");
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData("Object.assign(document.createElement('img'), { src: '/picture.png' })")]
    [InlineData("Object.assign(document.createElement('img'), { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' })")]
    public async Task A_picture_would_be_refused_by_the_browser(string picture)
    {
        await using var edge = await DashboardHost.Start();
        await using var page = await chromium.Open(edge.Url);

        var refused = await page.Page.EvaluateAsync<string>(
            """
            () => new Promise(tell => {
                document.addEventListener("securitypolicyviolation", event => tell(event.effectiveDirective));
                document.body.append({picture});
            })
            """.Replace("{picture}", picture, StringComparison.Ordinal)
        );

        Assert.Equal("img-src", refused);
    }

    [Fact]
    public async Task A_hostile_name_is_shown_as_the_text_that_it_is()
    {
        var window = Told.Window(1);
        window.Device = Hostile;
        window.Lines.Add(new LineCount { Name = Hostile });
        window.Zones.Add(new ZoneCount { Name = Hostile, Dwell = new Dwell() });
        window.Models[0].Task = Hostile;
        await using var edge = await DashboardHost.Start(window);
        edge.Log.Add(LogLevel.Error, Hostile);
        edge.Live.Put(
            Told.Status with
            {
                Ok = false,
                Why = Hostile,
                Nodes = [Told.Status.Nodes[0] with { Name = Hostile }],
            }
        );
        await using var page = await chromium.Open(edge.Url, width: 360);

        foreach (
            var place in new[] { "#device", "#lines", "#zones", "#models-table", "#log", "#notice", "#stages-table" }
        )
        {
            await page.Says(place, Hostile);
        }

        await page.Has("img", 0);
        Assert.Equal("2 in view · Vitrine", await page.Page.TitleAsync());
        Assert.Equal(360, await page.Width());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task The_page_remembers_a_bounded_number_of_windows()
    {
        await using var edge = await DashboardHost.Start();
        await using var page = await chromium.Open(edge.Url);

        var kept = await page.Page.EvaluateAsync<int[]>(
            """
            async () => {
                const { MOST, Windows } = await import("/windows.js");
                const windows = new Windows();
                const at = second => new Date(second * 1000).toISOString();
                const window = sequence => ({
                    sequence, start: at(sequence), end: at(sequence + 1), visitors: 1, occupancy: { peak: 1 }, dwell: { mean: null },
                    counts: { female: {}, male: {}, unknown: {} }, k: 3,
                });
                windows.add(Array.from({ length: MOST + 500 }, (_, index) => window(index + 1)));
                windows.add([window(MOST + 501)]);
                return [MOST, windows.length, windows.last];
            }
            """
        );

        Assert.Equal([12_000, 12_000, 12_501], kept);
    }

    [Fact]
    public void No_module_reads_text_as_markup_or_code_or_names_an_outside_address()
    {
        var sources = SourceTree
            .Files.Where(file =>
                (
                    file.Contains("Http/Dashboard/", StringComparison.Ordinal)
                    || file.Contains("Http/Page/", StringComparison.Ordinal)
                ) && !file.StartsWith("Tests", StringComparison.Ordinal)
            )
            .ToArray();
        Assert.Contains(sources, file => file.EndsWith("index.html", StringComparison.Ordinal));

        string[] never =
        [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "Function(",
            "DOMParser",
            "<img",
            "url(",
            "@import",
            "https://",
        ];
        var wrong =
            from file in sources
            from text in never
            where SourceTree.Read(file).Contains(text, StringComparison.Ordinal)
            select $"{file}: {text}";

        Assert.Empty(wrong);
    }
}
