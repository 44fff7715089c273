namespace Vitrine.Dataflow;

/// <summary>
/// One step of a graph, as its author writes it: a class that owns its native resource and turns one input into one
/// output. It is made when its worker starts, disposed of when the worker stops, and used by one thread at a time.
/// Of demand, order, restarts and back pressure it needs to know nothing.
/// </summary>
public interface IStage<in TIn, out TOut> : IDisposable
    where TIn : class
    where TOut : class
{
    /// <summary>
    /// Turns one input into its output, or into null when nothing comes of it. On return the input's leases are the
    /// stage's affair: passed on in the output, or disposed of. If it throws, the engine disposes of the input.
    /// </summary>
    /// <exception cref="SkipElementException">The input is bad, the stage is fine.</exception>
    TOut? Process(TIn input);
}
