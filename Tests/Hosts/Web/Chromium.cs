using Microsoft.Playwright;
using Xunit;

namespace Vitrine.Tests.Hosts.Web;

/// <summary>The system's own Chromium without a screen, one for all tests of pages. They run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class Chromium : ICollectionFixture<Chromium>, IAsyncLifetime
{
    public const string Name = "Chromium";

    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where the page's clock stands, in a time zone that is not the machine's: a Wednesday in Berlin, 12:30:30.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 3, 4, 11, 30, 30, TimeSpan.Zero);

    public async ValueTask InitializeAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is { } program)
        {
            Assertions.SetDefaultExpectTimeout((float)Soon.Deadline.TotalMilliseconds);
            playwright = await Playwright.CreateAsync();
            // Root, as which containers run, has no sandbox; what is opened is our own.
            browser = await playwright.Chromium.LaunchAsync(
                new() { ExecutablePath = program, Args = ["--no-sandbox"] }
            );
        }
    }

    /// <summary>Opens a page; without a browser the test is skipped and says so.</summary>
    internal async Task<OpenPage> Open(Uri address, int width = 1280, ColorScheme colours = ColorScheme.Light)
    {
        Assert.SkipWhen(
            browser is null,
            "There is no Chromium here. './vitrine test' installs it, or: apt-get install chromium"
        );
        var context = await browser!.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 800 },
                ColorScheme = colours,
                TimezoneId = "Europe/Berlin",
            }
        );
        context.SetDefaultTimeout((float)Soon.Deadline.TotalMilliseconds);
        var page = await context.NewPageAsync();
        await page.Clock.SetFixedTimeAsync(Now.UtcDateTime);
        return await OpenPage.At(address, page);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
