using Vitrine.Dataflow;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>What flows through the graphs of the tests: a number, and a lease as a frame has one.</summary>
public sealed record Element(int Number, Lease<Token> Lease) : IDisposable, ILocalOnly
{
    /// <summary>A second hold on the same token.</summary>
    public Element Share() => new(Number, Lease.Share());

    /// <inheritdoc />
    public void Dispose() => Lease.Dispose();
}
