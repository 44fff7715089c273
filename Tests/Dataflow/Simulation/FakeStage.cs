using Vitrine.Dataflow;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>A stage made of two functions.</summary>
internal sealed class FakeStage<TIn, TOut>(Func<TIn, TOut?> process, Action? dispose = null) : IStage<TIn, TOut>
    where TIn : class
    where TOut : class
{
    /// <inheritdoc />
    public TOut? Process(TIn input) => process(input);

    /// <inheritdoc />
    public void Dispose() => dispose?.Invoke();
}
