using System.Collections.Immutable;

namespace Vitrine.Vision.Attributes;

/// <summary>What one network thinks of the faces of one frame that were due.</summary>
/// <param name="Attribute">What it tells, for example "age".</param>
/// <param name="ByFace">One vote for each face.</param>
public sealed record Votes(string Attribute, ImmutableArray<Vote> ByFace);
