namespace Vitrine.Dataflow;

/// <summary>
/// One step of a graph, as its author writes it: a class that owns its native resource and turns one input into one
/// output. Used by one thread at a time. It is made when its worker starts and disposed of when the worker stops, so a restart
/// begins with a new one, which remembers nothing. It needs to know nothing of demand, order, restarts and back pressure.
/// </summary>
public interface IStage<in TIn, out TOut> : IDisposable
    where TIn : class
    where TOut : class
{
    /// <summary>
    /// Turns one input into its output, or into null when there is none. The stage owns the input's
    /// leases from here on: it passes them on in the output, or disposes of them. If it throws, the engine disposes of the input.
    /// </summary>
    /// <exception cref="SkipElementException">The input is bad, the stage is fine.</exception>
    TOut? Process(TIn input);
}

#pragma warning disable MA0048 // The one exception of the contract.
/// <summary>
/// Thrown by a stage or a source when one element is bad and its own resource is fine: the element is skipped, logged
/// and counted, and nothing is restarted however often it happens.
/// </summary>
public sealed class SkipElementException : Exception
{
    /// <inheritdoc />
    public SkipElementException() { }

    /// <inheritdoc />
    public SkipElementException(string message)
        : base(message) { }

    /// <inheritdoc />
    public SkipElementException(string message, Exception innerException)
        : base(message, innerException) { }
}
#pragma warning restore MA0048
