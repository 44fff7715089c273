namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>A seeded random that many threads may ask.</summary>
internal sealed class LockedRandom(int seed) : Random(seed)
{
    private readonly Lock gate = new();

    /// <inheritdoc />
    public override double NextDouble() => Sample();

    /// <inheritdoc />
    protected override double Sample()
    {
        lock (gate)
        {
            return base.Sample();
        }
    }
}
