namespace Vitrine.Vision.Synthetic;

/// <summary>What the drawn shop scene looks like and how busy it is. The same options draw the same pictures.</summary>
public sealed record SyntheticOptions
{
    /// <summary>Chooses the street, the visitors and their walks. Any number; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Width of a picture in pixels, 160 to 3840, at least its height; default 640.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int Width
    {
        get;
        init => field = InRange(value, 160, 3840, nameof(Width));
    } = 640;

    /// <summary>
    /// Height of a picture in pixels, 120 to 2160; default 360. Faces are drawn 16 to 30 % of it wide, so a detector
    /// with a smallest face of 40 pixels needs 260 or more.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int Height
    {
        get;
        init => field = InRange(value, 120, 2160, nameof(Height));
    } = 360;

    /// <summary>Pictures per second of scene time, 1 to 60; default 15. It changes no visitor's walk.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int FramesPerSecond
    {
        get;
        init => field = InRange(value, 1, 60, nameof(FramesPerSecond));
    } = 15;

    /// <summary>
    /// Visitors per minute that the street aims at, 1 to 120; default 30. Fewer come when <see cref="MaxAtOnce"/> are
    /// there already, or when a walk would hide somebody's face for too long.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int VisitorsPerMinute
    {
        get;
        init => field = InRange(value, 1, 120, nameof(VisitorsPerMinute));
    } = 30;

    /// <summary>Visitors at least partly in the picture at the same time, at most; 1 to 12, default 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int MaxAtOnce
    {
        get;
        init => field = InRange(value, 1, 12, nameof(MaxAtOnce));
    } = 4;

    private static int InRange(int value, int least, int most, string name) =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"Must be {least} to {most}.");
}
