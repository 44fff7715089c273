using Microsoft.Extensions.Time.Testing;
using Vitrine.Dataflow;
using Vitrine.Windows;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Windows;

public sealed class WindowReaderTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider clock = new();
    private readonly List<AggregateWindow> stored = [];
    private readonly List<string> warnings = [];
    private readonly WindowFeed feed;
    private bool isBroken;

    public WindowReaderTests() => feed = new WindowFeed(Read);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_reads_page_after_page_and_then_each_window_as_it_is_appended()
    {
        Append(WindowReader.Page + 10);
        var reader = Reader(after: 0);

        Assert.Equal(Numbers(1, WindowReader.Page), Of(await reader.NextAsync(Beat, Stop)));
        Assert.Equal(Numbers(WindowReader.Page + 1, 10), Of(await reader.NextAsync(Beat, Stop)));
        var next = reader.NextAsync(Beat, Stop);
        Assert.False(next.IsCompleted);
        Append(1);

        Assert.Equal(Numbers(WindowReader.Page + 11, 1), Of(await Soon.Done(next)));
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public async Task It_reads_again_from_where_it_is_put()
    {
        Append(10);
        var reader = Reader(after: 3);
        Assert.Equal(Numbers(4, 7), Of(await reader.NextAsync(Beat, Stop)));

        reader.After = 8;

        Assert.Equal([9, 10], Of(await reader.NextAsync(Beat, Stop)));
    }

    [Fact]
    public async Task After_a_beat_of_silence_the_page_is_empty_and_nothing_is_missed()
    {
        var reader = Reader(after: 0);
        var silent = reader.NextAsync(Beat, Stop);

        clock.Advance(Beat);

        Assert.Empty(await Soon.Done(silent));
        Append(1);
        Assert.Equal([1], Of(await Soon.Done(reader.NextAsync(Beat, Stop))));
    }

    [Fact]
    public async Task Where_windows_were_lost_it_waits_for_the_next_and_does_not_ask_again_and_again()
    {
        feed.Resume(10);
        var reader = Reader(after: 0);

        Assert.Empty(await reader.ReadAsync(WindowReader.Page, Stop));
        var next = reader.NextAsync(Beat, Stop);
        Assert.False(next.IsCompleted);
        Append(1);

        Assert.Equal([11], Of(await Soon.Done(next)));
    }

    [Fact]
    public async Task Windows_that_become_known_after_the_start_are_read_at_once()
    {
        var next = Reader(after: 0).NextAsync(Beat, Stop);

        stored.AddRange([Numbered(1), Numbered(2)]);
        feed.Resume(2);

        Assert.Equal([1, 2], Of(await Soon.Done(next)));
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_said_once_and_tried_again_until_it_can()
    {
        feed.Resume(5);
        stored.AddRange(Numbers(1, 5).Select(Numbered));
        isBroken = true;
        var reading = Reader(after: 0).ReadAsync(WindowReader.Page, Stop);

        for (var i = 0; i < 5; i++)
        {
            clock.Advance(BackOff.UpToAMinute.Longest);
        }

        Assert.False(reading.IsCompleted);
        isBroken = false;
        // The pause may be set a little later than its time has passed.
        await Soon.True(() =>
        {
            clock.Advance(BackOff.UpToAMinute.Longest);
            return reading.IsCompleted;
        });

        Assert.Equal(Numbers(1, 5), Of(await reading));
        Assert.Equal(["the disk is away"], warnings);
    }

    [Fact]
    public async Task Silence_ends_after_a_beat_also_while_the_store_cannot_be_read()
    {
        feed.Resume(5);
        isBroken = true;
        var reader = Reader(after: 0);

        for (var i = 0; i < 3; i++)
        {
            var next = reader.NextAsync(Beat, Stop);
            await Soon.True(() =>
            {
                clock.Advance(Beat);
                return next.IsCompleted;
            });
            Assert.Empty(await next);
        }

        Assert.Single(warnings);
    }

    [Fact]
    public async Task Whoever_does_not_want_to_wait_for_the_store_gets_its_failure()
    {
        feed.Resume(5);
        isBroken = true;

        await Assert.ThrowsAsync<IOException>(() =>
            new WindowReader(feed, after: 0, clock).ReadAsync(WindowReader.Page, Stop)
        );
    }

    [Fact]
    public async Task Stopped_it_ends()
    {
        using var stop = new CancellationTokenSource();
        var next = Reader(after: 0).NextAsync(Beat, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private WindowReader Reader(long after) => new(feed, after, clock, warnings.Add);

    private void Append(int windows)
    {
        for (var i = 0; i < windows; i++)
        {
            feed.Append(Numbered(feed.Last + 1));
        }
    }

    private Task<IReadOnlyList<AggregateWindow>> Read(long after, int most, CancellationToken stop) =>
        isBroken
            ? Task.FromException<IReadOnlyList<AggregateWindow>>(new IOException("the disk is away"))
            : Task.FromResult<IReadOnlyList<AggregateWindow>>([.. stored.Where(w => w.Sequence > after).Take(most)]);

    private static AggregateWindow Numbered(long sequence) => new() { Sequence = sequence };

    private static IEnumerable<long> Of(IEnumerable<AggregateWindow> windows) => windows.Select(w => w.Sequence);

    private static IEnumerable<long> Numbers(long first, int count) =>
        Enumerable.Range(0, count).Select(i => first + i);
}
