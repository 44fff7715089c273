using Vitrine.Dataflow;

namespace Vitrine.Vision.Detection;

/// <summary>How finely and between which face sizes a <see cref="HaarDetector"/> searches.</summary>
/// <param name="ScaleFactor">Ratio of one searched face size to the next, above 1.</param>
/// <param name="MinNeighbours">A face needs more than this many overlapping raw hits; 0 returns the raw hits.</param>
/// <param name="MinSize">Smallest face side looked for, in pixels of the given picture, 0 or more.</param>
/// <param name="MaxSize">Largest face side looked for, in pixels; 0 means no limit.</param>
public sealed record HaarParameters(
    [property: Setting(
        "scale-factor",
        1.01,
        2,
        "times",
        "Ratio of one searched face size to the next. Smaller finds more and costs more."
    )]
        double ScaleFactor = 1.1,
    [property: Setting(
        "min-neighbours",
        1,
        50,
        "hits",
        "A face needs more than this many overlapping raw hits. More means fewer false faces and fewer true ones."
    )]
        int MinNeighbours = 5,
    [property: Setting(
        "min-size",
        20,
        2000,
        "pixels",
        "Smallest face side looked for, in the searched frame. Larger costs much less."
    )]
        int MinSize = 30,
    [property: Setting(
        "max-size",
        0,
        4000,
        "pixels, 0 for none",
        "Largest face side looked for, in the searched frame."
    )]
        int MaxSize = 0
);
