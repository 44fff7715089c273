using System.Collections.Immutable;

namespace Vitrine.Vision.Counting;

/// <summary>The lines and zones that config.hocon draws into the picture. None by default.</summary>
/// <param name="Lines">At most <see cref="Most"/>, each with another name.</param>
/// <param name="Zones">At most <see cref="Most"/>, each with another name.</param>
public sealed record PlaceOptions(ImmutableArray<Line> Lines, ImmutableArray<Zone> Zones)
{
    /// <summary>Lines, and zones, at the most.</summary>
    public const int Most = 16;

    /// <summary>None.</summary>
    public static PlaceOptions None { get; } = new([], []);
}
