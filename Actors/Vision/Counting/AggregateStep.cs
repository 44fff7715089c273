using System.Collections.Immutable;

namespace Vitrine.Vision.Counting;

/// <summary>What one frame did to the counts. A value type, so that an empty frame allocates nothing.</summary>
/// <param name="State">The counts after this frame.</param>
/// <param name="Arrived">Visitors who are new in this frame, by track.</param>
/// <param name="Departed">Visitors who left in this frame, as they were described at last, by track.</param>
public readonly record struct AggregateStep(
    AggregateState State,
    ImmutableArray<int> Arrived,
    ImmutableArray<KeyValuePair<int, Person>> Departed
);
