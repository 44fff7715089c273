#pragma warning disable VSTHRD002 // The trainer is a loop of a thread of its own: there is nothing to deadlock with.
namespace Vitrine.Training.Examples;

/// <summary>
/// Work done in parallel, ahead of the consumer of its results, in order and bounded. However the consumer ends, no work
/// continues after it: what the work uses may be disposed of then.
/// </summary>
public static class Prefetch
{
    /// <summary>The results, in the items' order. No more than <paramref name="most"/> are held or made at a time.</summary>
    /// <param name="items">What to work on.</param>
    /// <param name="work">Runs on any thread; what it throws, the consumer gets.</param>
    /// <param name="most">1 or more.</param>
    public static IEnumerable<TResult> Of<T, TResult>(IEnumerable<T> items, Func<T, TResult> work, int most)
    {
        var waiting = new Queue<Task<TResult>>();
        try
        {
            foreach (var item in items)
            {
                waiting.Enqueue(Task.Run(() => work(item)));
                if (waiting.Count >= most)
                {
                    yield return waiting.Dequeue().GetAwaiter().GetResult();
                }
            }

            while (waiting.TryDequeue(out var last))
            {
                yield return last.GetAwaiter().GetResult();
            }
        }
        finally
        {
            // The consumer left early, or has an exception already: nobody needs these results.
            ((Task)Task.WhenAll(waiting))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing)
                .GetAwaiter()
                .GetResult();
        }
    }
}
