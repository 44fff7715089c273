using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace Vitrine.Tests.Hosts.Web;

/// <summary>A page in the browser, with all that it asked for and complained of.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private const string ScriptError = "script: ";

    private OpenPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Enqueue(request);
        page.PageError += (_, error) => Complaints.Enqueue(ScriptError + error);
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning")
            {
                Complaints.Enqueue(said.Text);
            }
        };
    }

    public IPage Page { get; }

    public ConcurrentQueue<IRequest> Requests { get; } = [];

    public ConcurrentQueue<string> Complaints { get; } = [];

    public static async Task<OpenPage> At(Uri address, IPage page)
    {
        var open = new OpenPage(page);
        await page.GotoAsync(address.ToString());
        // Nothing would ever come of it, and each wait for it would last to its deadline.
        Assert.DoesNotContain(open.Complaints, said => said.StartsWith(ScriptError, StringComparison.Ordinal));
        return open;
    }

    /// <summary>Waits until an element says this, anywhere in its text.</summary>
    public Task Says(string selector, string text) =>
        Assertions.Expect(Page.Locator(selector)).ToContainTextAsync(text);

    /// <summary>Waits until an element says this and nothing else.</summary>
    public Task SaysOnly(string selector, string text) =>
        Assertions.Expect(Page.Locator(selector)).ToHaveTextAsync(text);

    /// <summary>Waits until there are so many elements.</summary>
    public Task Has(string selector, int count) => Assertions.Expect(Page.Locator(selector)).ToHaveCountAsync(count);

    /// <summary>Waits until an element is seen, or not.</summary>
    public Task Shows(string selector, bool isShown = true) =>
        Assertions.Expect(Page.Locator(selector)).ToBeVisibleAsync(new() { Visible = isShown });

    /// <summary>Chooses one of several.</summary>
    public Task Choose(string label) => Page.GetByLabel(label, new() { Exact = true }).CheckAsync();

    /// <summary>Pixels that the page needs from left to right; more than the screen has: it must be scrolled.</summary>
    public Task<int> Width() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth");

    /// <summary>WCAG 2.2's contrast ratio of two of the page's colours.</summary>
    public Task<double> Contrast(string text, string ground) =>
        Page.EvaluateAsync<double>(
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

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
