using System.Runtime.ExceptionServices;

namespace Vitrine.Training.Examples;

/// <summary>Work on many faces on several threads, each of which has a tool of its own.</summary>
public static class EachFace
{
    /// <summary>Works on all; the first that goes wrong ends it, and what it threw is thrown as it was.</summary>
    /// <param name="count">Faces.</param>
    /// <param name="threads">Faces at a time, 1 or more.</param>
    /// <param name="take">Makes a thread's tool.</param>
    /// <param name="work">Is given a face's index and the thread's tool.</param>
    /// <param name="giveBack">Disposes of a tool.</param>
    /// <param name="stop">Ends it early.</param>
    public static void Do<T>(
        int count,
        int threads,
        Func<T> take,
        Action<int, T> work,
        Action<T> giveBack,
        CancellationToken stop
    )
    {
        try
        {
            Parallel.For(
                0,
                count,
                new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop },
                take,
                (index, _, tool) =>
                {
                    work(index, tool);
                    return tool;
                },
                giveBack
            );
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }
    }
}
