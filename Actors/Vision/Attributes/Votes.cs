using System.Collections.Immutable;

namespace Vitrine.Vision.Attributes;

/// <summary>What one network thinks of the faces of one frame that were due.</summary>
/// <param name="ByFace">One vote for each face.</param>
public sealed record Votes(ImmutableArray<Vote> ByFace);
