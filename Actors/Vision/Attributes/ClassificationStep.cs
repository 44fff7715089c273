using System.Collections.Immutable;
using Vitrine.Vision.Tracking;

namespace Vitrine.Vision.Attributes;

/// <summary>What one frame asks of the classifiers. A value type, so that an empty frame allocates nothing.</summary>
/// <param name="Policy">The policy after this frame.</param>
/// <param name="Due">The sightings to classify now, in the tracker's order.</param>
public readonly record struct ClassificationStep(ClassificationPolicy Policy, ImmutableArray<Sighting> Due);
