using System.Collections.Immutable;
using Vitrine.Dataflow;

namespace Vitrine.Vision.Counting;

/// <summary>The lines and zones that config.hocon draws into the picture. None by default.</summary>
/// <param name="Lines">What people cross, each with another name.</param>
/// <param name="Zones">Where people stay, each with another name.</param>
public sealed record PlaceOptions(
    [property: Setting(
        "lines",
        16,
        "[ { name = door, from = [0.5, 1], to = [0.5, 0] } ]",
        "Lines that visitors cross. Ends are parts of the picture's width and height, 0 to 1, from the upper left corner. Looking along the line, who comes from its left side counts as in; this one counts who walks to the right."
    )]
        ImmutableArray<Line> Lines,
    [property: Setting(
        "zones",
        16,
        "[ { name = left, corners = [[0, 0], [0.4, 0], [0.4, 1], [0, 1]] } ]",
        "Zones in which visitors stay, each with 3 to 32 corners in order; this one is the left part of the picture."
    )]
        ImmutableArray<Zone> Zones
)
{
    /// <summary>None.</summary>
    public static PlaceOptions None { get; } = new([], []);
}
