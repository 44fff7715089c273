using Vitrine.Dataflow;
using Vitrine.Wire;

namespace Vitrine.Windows;

/// <summary>
/// One reader's place in the windows: reads them page by page, waits for the next one, and tries again while the store cannot be
/// read. Where windows were lost with their database, it goes on after the gap. For one caller at a time.
/// </summary>
/// <param name="feed">Has the windows.</param>
/// <param name="after">The last sequence number that the reader has; 0: none.</param>
/// <param name="clock">Measures the pauses.</param>
/// <param name="unreadable">
/// Takes one line's reason when the store cannot be read, and the reader then tries again until it can; null: reading fails instead.
/// </param>
public sealed class WindowReader(WindowFeed feed, long after, TimeProvider clock, Action<string>? unreadable = null)
{
    /// <summary>Windows in hand at the same time.</summary>
    public const int Page = 64;

    private BackOff backOff = BackOff.UpToAMinute;

    /// <summary>Everything up to this sequence number has been read or is lost; set it to read from elsewhere.</summary>
    public long After { get; set; } = after;

    /// <summary>Whether there is nothing newer.</summary>
    public bool IsAtEnd => After >= feed.Last;

    /// <summary>The next windows, oldest first; empty when there is nothing newer.</summary>
    /// <param name="most">Windows at the most, 1 or more.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="IOException">The store cannot be read, and nobody wants to wait until it can.</exception>
    public async Task<IReadOnlyList<AggregateWindow>> ReadAsync(int most, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                var newest = feed.Last;
                var windows = await feed.ReadAsync(After, most, stop);
                // Where none are kept up to the newest, there is nothing to be read before the next.
                After = windows.Count > 0 ? windows[^1].Sequence : Math.Max(After, newest);
                backOff = backOff.Reset;
                return windows;
            }
            catch (Exception cause) when (unreadable is not null && !stop.IsCancellationRequested)
            {
                if (backOff.Failures == 0)
                {
                    unreadable(cause.GetBaseException().Message);
                }

                backOff = backOff.Next;
                await Task.Delay(backOff.Pause, clock, stop);
            }
        }
    }

    /// <summary>Done as soon as there may be something newer.</summary>
    public Task WaitAsync(CancellationToken stop) => feed.WaitAsync(After, stop);

    /// <summary>The next page, as soon as there is one; empty when none came within <paramref name="beat"/>.</summary>
    public async Task<IReadOnlyList<AggregateWindow>> NextAsync(TimeSpan beat, CancellationToken stop)
    {
        using var silence = new CancellationTokenSource(beat, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, stop);
        try
        {
            while (true)
            {
                if (await ReadAsync(Page, either.Token) is { Count: > 0 } page)
                {
                    return page;
                }

                await WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return [];
        }
    }
}
