using System.Collections.Immutable;

namespace Vitrine.Vision.Attributes;

/// <summary>What one network thinks of the faces of one frame that were due.</summary>
/// <param name="Attribute">What it estimates, for example "age".</param>
/// <param name="ByFace">One vote for each face.</param>
public sealed record Votes(string Attribute, ImmutableArray<Vote> ByFace);

/// <summary>What one network thinks of one face.</summary>
/// <param name="TrackId">Whose face.</param>
/// <param name="Probabilities">One for each label, 0 to 1, together 1.</param>
public readonly record struct Vote(int TrackId, ImmutableArray<float> Probabilities);
