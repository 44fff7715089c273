using Microsoft.Extensions.Time.Testing;
using Vitrine.Hosts.Edge.Sinks;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

public sealed class WebhookSinkTests : IAsyncLifetime
{
    private readonly HookServer server = new();
    private readonly FakeTimeProvider clock = new();
    private RunningSink running = new();

    [Fact]
    public async Task Every_window_is_posted_once_and_in_order()
    {
        await server.Start();
        running.Append(100);
        Post();

        await Soon.True(() => server.Sequences.Count == 100);
        running.Append(3);
        await Soon.True(() => server.Sequences.Count == 103);

        Assert.Equal(Numbers(1, 103), server.Sequences);
        await Soon.True(() => running.Kept("webhook") == 103);
    }

    [Fact]
    public async Task While_the_server_is_away_windows_wait_and_then_each_comes_once()
    {
        running.Append(5);
        Post();
        await Soon.True(() => Said("cannot be reached") == 1);

        await server.Start();
        await Soon.True(() => running.Kept("webhook") == 5);
        await server.Stop();
        running.Append(5);
        await Soon.True(() => Said("cannot be reached") == 2);
        await server.Start();
        await Soon.True(() => server.Sequences.Count == 10);

        Assert.Equal(Numbers(1, 10), server.Sequences);
        Assert.Equal(2, Said("is back; going on after window"));
        Assert.Equal(4, running.Log.Lines.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_window_that_the_server_fails_on_is_posted_again_before_the_next(int status)
    {
        var failures = 0;
        server.Answers = sequence => sequence == 3 && Interlocked.Increment(ref failures) <= 4 ? status : 200;
        await server.Start();
        running.Append(5);
        Post();

        await Soon.True(() => server.Sequences.Count == 5);

        Assert.Equal([1, 2, 3, 3, 3, 3, 3, 4, 5], server.Requests.Select(request => request.Sequence));
        Assert.Equal(1, Said($"cannot be reached (it answers {status}"));
        await Soon.True(() => Said("is back; going on after window 2") == 1);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_after_ten_seconds_and_tried_again()
    {
        server.Answers = _ => server.Requests.IsEmpty ? 0 : 200;
        await server.Start();
        await OnVirtualTime();
        running.Append(1);
        Post();
        await Soon.True(() => server.Requests.Count == 1);

        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(running.Log.Lines);
        clock.Advance(TimeSpan.FromSeconds(1));

        await Soon.True(() => Said("it has not answered within 10 s") == 1);
        await Passes(until: () => server.Sequences.Count == 1);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_pause_gets_it()
    {
        server.Answers = _ => server.Requests.IsEmpty ? 429 : 200;
        server.Header = ("Retry-After", "300");
        await server.Start();
        await OnVirtualTime();
        running.Append(1);
        Post();
        await Soon.True(() => Said("it answers 429") == 1);

        var passed = await Passes(until: () => server.Sequences.Count == 1);

        Assert.True(passed >= TimeSpan.FromSeconds(300), $"It came again after {passed}.");
    }

    [Fact]
    public async Task A_refused_window_is_said_once_and_kept_until_the_server_takes_it()
    {
        var isRefused = true;
        server.Answers = _ => isRefused ? 404 : 200;
        running.Append(3);
        Post();
        // First it is away, then it refuses: that is another thing to say.
        await Soon.True(() => Said("cannot be reached") == 1);
        await server.Start();
        await Soon.True(() => server.Requests.Count >= 3);
        isRefused = false;
        await Soon.True(() => server.Sequences.Count == 3);

        Assert.Equal(Numbers(1, 3), server.Sequences);
        await Soon.True(() => Said("is back;") == 1);
        Assert.Equal(3, running.Log.Lines.Count);
        OneLine.Says(running.Log.Lines.ElementAt(1), "refuses windows", "404 NotFound", "webhook.url", "webhook.token");
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_said()
    {
        server.Answers = _ => 307;
        server.Header = ("Location", "/elsewhere");
        await server.Start();
        running.Append(1);
        Post();

        await Soon.True(() => server.Requests.Count >= 3);

        Assert.All(server.Requests, request => Assert.Equal("/hook", request.Path));
        OneLine.Says(Assert.Single(running.Log.Lines), "307", "redirects are not followed", "webhook.url");
    }

    [Fact]
    public async Task Begun_again_it_goes_on_after_what_the_server_took()
    {
        await server.Start();
        running.Append(10);
        Post();
        await Soon.True(() => running.Kept("webhook") == 10);
        await running.Stop();

        running.Append(2);
        Post();
        await Soon.True(() => server.Sequences.Count == 12);

        Assert.Equal(Numbers(1, 12), server.Sequences);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        await server.DisposeAsync();
    }

    private void Post() => running.Start(new WebhookOptions { Url = server.Address });

    private async Task OnVirtualTime()
    {
        await running.DisposeAsync();
        running = new RunningSink(clock);
    }

    /// <summary>Lets time pass, a second each time.</summary>
    /// <returns>How much has passed.</returns>
    private async Task<TimeSpan> Passes(Func<bool> until)
    {
        var begun = clock.GetUtcNow();
        await Soon.True(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return until();
        });
        return clock.GetUtcNow() - begun;
    }

    private int Said(string words) => running.Log.Lines.Count(line => line.Contains(words, StringComparison.Ordinal));

    private static IEnumerable<long> Numbers(long first, int count) =>
        Enumerable.Range(0, count).Select(i => first + i);
}
