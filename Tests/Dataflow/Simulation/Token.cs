namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>Stands for a picture's native memory.</summary>
public sealed class Token : IDisposable
{
    /// <summary>Whether its memory was freed.</summary>
    public bool IsFreed { get; private set; }

    /// <inheritdoc />
    public void Dispose() => IsFreed = true;
}
