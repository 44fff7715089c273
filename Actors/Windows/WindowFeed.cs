using System.Collections.Immutable;
using Vitrine.Wire;

namespace Vitrine.Windows;

/// <summary>
/// All closed windows, in order, for any number of readers, each at its own pace. The newest are at hand in memory, older
/// ones are read from where they are stored; so a slow reader costs nothing but disk. Safe for any thread.
/// </summary>
/// <param name="stored">Reads what is no longer in memory.</param>
public sealed class WindowFeed(StoredWindows stored)
{
    /// <summary>Windows kept in memory, at the most.</summary>
    public const int Tail = 256;

    private readonly Lock gate = new();
    private ImmutableQueue<AggregateWindow> tail = [];
    private int count;
    private TaskCompletionSource appended = New();

    /// <summary>The newest window's sequence number; 0 before the first.</summary>
    public long Last { get; private set; }

    /// <summary>Takes a window that has just been stored.</summary>
    /// <exception cref="ArgumentException">It is not newer than the last.</exception>
    public void Append(AggregateWindow window)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            if (window.Sequence <= Last)
            {
                throw new ArgumentException($"Window {window.Sequence} comes after {Last}.", nameof(window));
            }

            (Last, tail, count) = (window.Sequence, tail.Enqueue(window), count + 1);
            if (count > Tail)
            {
                (tail, count) = (tail.Dequeue(), count - 1);
            }

            (waiting, appended) = (appended, New());
        }

        waiting.SetResult();
    }

    /// <summary>Windows with a sequence number above <paramref name="after"/>, oldest first; empty when there are none yet.</summary>
    /// <param name="after">The last sequence number that the reader has; 0: none.</param>
    /// <param name="most">Windows to give at the most, 1 or more.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<IReadOnlyList<AggregateWindow>> ReadAsync(long after, int most, CancellationToken stop)
    {
        ImmutableQueue<AggregateWindow> recent;
        lock (gate)
        {
            if (after >= Last)
            {
                return [];
            }

            recent = tail;
        }

        if (recent.IsEmpty || recent.Peek().Sequence > after + 1)
        {
            var older = await stored(after, most, stop);
            if (older.Count > 0)
            {
                return older;
            }

            // They were lost with their database.
        }

        return [.. recent.SkipWhile(w => w.Sequence <= after).Take(most)];
    }

    /// <summary>Done as soon as there is a window with a sequence number above <paramref name="after"/>.</summary>
    public async Task WaitAsync(long after, CancellationToken stop)
    {
        while (true)
        {
            Task waiting;
            lock (gate)
            {
                if (Last > after)
                {
                    return;
                }

                waiting = appended.Task;
            }

            await waiting.WaitAsync(stop);
        }
    }

    /// <summary>Begins after windows that were stored earlier, or begins again after some of them were lost.</summary>
    /// <param name="last">The newest stored window's sequence number; 0: none is left.</param>
    public void Resume(long last)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            Last = tail.IsEmpty ? last : Last;
            (waiting, appended) = (appended, New());
        }

        waiting.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
