namespace Vitrine.Dataflow;

/// <summary>Two stages in one worker: what the first makes, the second takes. For steps too small for a node of their own.</summary>
/// <param name="first">Takes the input; disposed of with this.</param>
/// <param name="second">Gives the output; disposed of with this.</param>
public sealed class ChainedStage<TIn, TBetween, TOut>(IStage<TIn, TBetween> first, IStage<TBetween, TOut> second)
    : IStage<TIn, TOut>
    where TIn : class
    where TBetween : class
    where TOut : class
{
    /// <inheritdoc />
    public TOut? Process(TIn input)
    {
        if (first.Process(input) is not { } between)
        {
            return null;
        }

        try
        {
            return second.Process(between);
        }
        catch
        {
            (between as IDisposable)?.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }
}
