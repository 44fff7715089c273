using Vitrine.Windows;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Windows;

public sealed class WindowFeedTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private readonly List<AggregateWindow> stored = [];
    private int readings;

    [Theory]
    [InlineData(0)]
    [InlineData(400)]
    [InlineData(999)]
    public async Task A_reader_from_anywhere_sees_every_later_window_once_and_in_order(long after)
    {
        var feed = Filled(1000);

        List<long> seen = [];
        while ((await feed.ReadAsync(after, 70, Stop)) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(w => w.Sequence));
            after = page[^1].Sequence;
        }

        Assert.Equal(1000, seen[^1]);
        Assert.Equal(Enumerable.Range(0, seen.Count).Select(i => seen[0] + i), seen);
    }

    [Fact]
    public async Task The_newest_windows_are_read_from_memory()
    {
        var feed = Filled(1000);

        var page = await feed.ReadAsync(1000 - WindowFeed.Tail, 1000, Stop);

        Assert.Equal(WindowFeed.Tail, page.Count);
        Assert.Equal(0, readings);
    }

    [Fact]
    public async Task Older_windows_are_read_from_where_they_are_stored()
    {
        var feed = Filled(1000);

        var page = await feed.ReadAsync(1000 - WindowFeed.Tail - 1, 3, Stop);

        Assert.Equal([744, 745, 746], page.Select(w => w.Sequence));
        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task Whoever_waits_is_told_of_the_next_window()
    {
        var feed = Filled(3);
        var waiting = feed.WaitAsync(3, Stop);
        Assert.False(waiting.IsCompleted);

        feed.Append(new AggregateWindow { Sequence = 4 });

        await waiting.WaitAsync(TimeSpan.FromSeconds(10), Stop);
    }

    [Fact]
    public async Task Waiting_can_be_ended()
    {
        using var stop = new CancellationTokenSource();
        var waiting = Filled(3).WaitAsync(3, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task After_a_start_the_stored_windows_are_there()
    {
        _ = Filled(10);
        var feed = new WindowFeed(Read);
        feed.Resume(10);

        var page = await feed.ReadAsync(7, 100, Stop);

        Assert.Equal([8, 9, 10], page.Select(w => w.Sequence));
    }

    [Fact]
    public async Task Once_stored_windows_are_lost_their_readers_wait_for_new_ones()
    {
        var feed = new WindowFeed(Read);
        feed.Resume(10);
        feed.Resume(0);
        var waiting = feed.WaitAsync(5, Stop);
        Assert.False(waiting.IsCompleted);

        feed.Append(new AggregateWindow { Sequence = 11 });

        await waiting.WaitAsync(TimeSpan.FromSeconds(10), Stop);
        Assert.Equal([11], (await feed.ReadAsync(5, 100, Stop)).Select(w => w.Sequence));
    }

    [Fact]
    public async Task Windows_that_are_lost_but_still_in_memory_are_read()
    {
        var feed = Filled(1000);
        stored.Clear();

        var page = await feed.ReadAsync(3, 5, Stop);

        Assert.Equal([745, 746, 747, 748, 749], page.Select(w => w.Sequence));
    }

    [Fact]
    public void A_window_that_was_there_before_is_refused() =>
        Assert.Throws<ArgumentException>(() => Filled(3).Append(new AggregateWindow { Sequence = 3 }));

    private WindowFeed Filled(int windows)
    {
        var feed = new WindowFeed(Read);
        for (var sequence = 1; sequence <= windows; sequence++)
        {
            var window = new AggregateWindow { Sequence = sequence };
            stored.Add(window);
            feed.Append(window);
        }

        return feed;
    }

    private Task<IReadOnlyList<AggregateWindow>> Read(long after, int most, CancellationToken stop)
    {
        readings++;
        return Task.FromResult<IReadOnlyList<AggregateWindow>>([.. stored.Where(w => w.Sequence > after).Take(most)]);
    }
}
