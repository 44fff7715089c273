using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Vitrine.Tests.Hosts.Edge.Http.Dashboard;

/// <summary>A page in the browser, with all that it asked for and complained of.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private OpenPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Enqueue(request);
        page.PageError += (_, error) => Complaints.Enqueue(error);
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

    /// <summary>Chooses a period.</summary>
    public Task Choose(string period) => Page.GetByLabel(period, new() { Exact = true }).CheckAsync();

    /// <summary>Pixels that the page needs from left to right; more than the screen has: it must be scrolled.</summary>
    public Task<int> Width() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth");

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
