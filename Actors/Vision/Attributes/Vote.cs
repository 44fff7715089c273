using System.Collections.Immutable;

namespace Vitrine.Vision.Attributes;

/// <summary>What one network thinks of one face.</summary>
/// <param name="TrackId">Whose face.</param>
/// <param name="Probabilities">One for each label, 0 to 1, together 1.</param>
public readonly record struct Vote(int TrackId, ImmutableArray<float> Probabilities);
