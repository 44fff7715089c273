using Vitrine.Dataflow;

namespace Vitrine.Vision.Synthetic;

/// <summary>What the drawn shop scene looks like and how busy it is. The same options draw the same pictures.</summary>
public sealed record SyntheticOptions
{
    /// <summary>Chooses the street, the visitors and their walks.</summary>
    [Setting("seed", 0, int.MaxValue, "", "Chooses the street, the visitors and their walks.")]
    public int Seed { get; init; } = 1;

    /// <summary>Width of a picture, at least its height.</summary>
    [Setting("width", 160, 3840, "pixels", "Width of a picture.")]
    public int Width { get; init; } = 640;

    /// <summary>
    /// Height of a picture. Faces are drawn 16 to 30 % of it wide, so a detector with a smallest face of 40 pixels needs 260
    /// or more.
    /// </summary>
    [Setting("height", 120, 2160, "pixels", "Height of a picture; a face is 16 to 30 % of it wide.")]
    public int Height { get; init; } = 360;

    /// <summary>Pictures per second of scene time. It changes no visitor's walk.</summary>
    [Setting("frames-per-second", 1, 60, "frames a second", "Pictures per second of scene time.")]
    public int FramesPerSecond { get; init; } = 15;

    /// <summary>
    /// Visitors per minute that the street aims at. Fewer come when <see cref="MaxAtOnce"/> are there already, or when a walk
    /// would hide somebody's face for too long.
    /// </summary>
    [Setting("visitors-per-minute", 1, 120, "visitors a minute", "Visitors that the street aims at.")]
    public int VisitorsPerMinute { get; init; } = 30;

    /// <summary>Posters of faces that hang in the window, which are nobody.</summary>
    [Setting("posters", 0, 4, "posters", "Posters of faces that hang in the window, which are nobody.")]
    public int Posters { get; init; }

    /// <summary>Visitors at least partly in the picture at the same time, at most.</summary>
    [Setting("max-at-once", 1, 12, "visitors", "Visitors in the picture at the same time, at most.")]
    public int MaxAtOnce { get; init; } = 4;
}
