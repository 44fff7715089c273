using Vitrine.Dataflow;
using Vitrine.Vision.Attributes;

namespace Vitrine.Vision.Counting;

/// <summary>A frame that has been counted, on its last step. Owns the frame.</summary>
/// <param name="Described">The frame and all that is known of it.</param>
/// <param name="Counted">What is counted up to and with it.</param>
public sealed record CountedFrame(DescribedFrame Described, AggregateState Counted) : IDisposable, ILocalOnly
{
    /// <summary>Gives the frame back.</summary>
    public void Dispose() => Described.Dispose();
}
