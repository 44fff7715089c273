using Vitrine.Dataflow;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>A source made of two functions.</summary>
internal sealed class FakeSource<T>(Func<T?> read, Action? dispose = null) : ISource<T>
    where T : class
{
    /// <inheritdoc />
    public T? Read(CancellationToken cancel) => read();

    /// <inheritdoc />
    public void Dispose() => dispose?.Invoke();
}
