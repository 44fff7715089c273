using Microsoft.Playwright;
using Vitrine.Tests.Hosts.Web;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer.Http;

/// <summary>The page can be read on any screen, asks nobody but its node, and takes no text for a command.</summary>
[Collection(Chromium.Name)]
public sealed class ReadablePageTests(Chromium chromium)
{
    private const string Hostile =
        "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";

    [Fact]
    public async Task No_view_needs_scrolling_sideways_on_a_phone_or_asks_anybody_else()
    {
        await using var served = await ServedPage.Start();
        using var work = served.AddWorker(holdAfter: 3);
        work.LetGo();
        var one = await served.Job("a", JobState.Done, sweep: Hostile);
        var other = await served.Job("b", JobState.Done, job => job.Dropout = 0.1, Hostile);
        var failed = await served.Job("c", JobState.Failed, job => job.LearningRate = 1);
        await using var page = await chromium.Open(served.Url, width: 360);

        foreach (
            var (view, says) in new[]
            {
                ("", failed),
                ($"job/{one}", Hostile),
                ($"compare/{one},{other}", "dropout"),
                ($"sweep/{Uri.EscapeDataString(Hostile)}", Hostile),
            }
        )
        {
            await page.Page.EvaluateAsync("view => { location.hash = '#/' + view; }", view);
            await page.Says("main", says);
            await page.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
            Assert.Equal((view, 360), (view, await page.Width()));
        }

        Assert.All(
            page.Requests,
            request => Assert.StartsWith(served.Url.ToString(), request.Url, StringComparison.Ordinal)
        );
        Assert.NotEqual("taken", await page.Page.TitleAsync());
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Lines_stand_out_from_what_is_behind_them(ColorScheme colours)
    {
        await using var served = await ServedPage.Start();
        await using var page = await chromium.Open(served.Url, colours: colours);

        for (var line = 1; line <= 6; line++)
        {
            var ratio = await page.Contrast($"c{line}", "card");
            Assert.True(ratio >= 4.5, $"{colours}: line {line} has a contrast of {ratio:0.0}.");
        }
    }
}
