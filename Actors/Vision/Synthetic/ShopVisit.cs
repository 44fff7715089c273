namespace Vitrine.Vision.Synthetic;

/// <summary>One visitor walking by once.</summary>
/// <param name="Number">Different for each visit of a schedule; rises with the entry, with gaps.</param>
/// <param name="Entry">Scene time at which the first of the visitor enters the picture.</param>
/// <param name="Looks">How the visitor is drawn.</param>
/// <param name="Walk">Which way, how fast and how near.</param>
public sealed record ShopVisit(long Number, TimeSpan Entry, VisitorLooks Looks, Walk Walk)
{
    // In sides of the square.
    private const float DetectedWidth = 0.8f;
    private const float DetectedHeight = 1.04f;

    /// <summary>Scene time at which the last of the visitor leaves the picture.</summary>
    public TimeSpan Exit => Entry + Walk.Duration;

    /// <summary>Whether anything of the visitor can be in the picture.</summary>
    public bool IsPresent(TimeSpan time) => time >= Entry && time < Exit;

    /// <summary>Whether the visitor walks nearer to the window than another, and so in front.</summary>
    public bool IsNearerThan(ShopVisit other) =>
        Walk.FaceSize > other.Walk.FaceSize || (Walk.FaceSize == other.Walk.FaceSize && Number > other.Number);

    /// <summary>The square face box, brow to chin, in pixels; it may lie outside the picture.</summary>
    public Box FaceAt(TimeSpan time) => Walk.FaceAt(time - Entry);

    /// <summary>The box that a detector draws about this face, in pixels: YuNet's, in the mean.</summary>
    public Box DetectedAt(TimeSpan time)
    {
        var square = FaceAt(time);
        return new Box(
            square.CentreX - (DetectedWidth * square.Width / 2),
            square.Y,
            DetectedWidth * square.Width,
            DetectedHeight * square.Height
        );
    }

    /// <summary>
    /// The share of this face, 0 to 1, that a nearer visitor hides, taking head and body of the other as boxes that
    /// are a little too large.
    /// </summary>
    public float ShareHiddenBy(ShopVisit nearer, TimeSpan time)
    {
        var face = FaceAt(time);
        var other = nearer.FaceAt(time);
        var size = other.Width;
        var head = new Box(other.CentreX - (0.65f * size), other.CentreY - (0.85f * size), 1.3f * size, 1.4f * size);
        var body = new Box(other.CentreX - (1.1f * size), head.Y + head.Height, 2.2f * size, float.MaxValue);
        return Math.Min(1, (face.Intersection(head) + face.Intersection(body)) / face.Area);
    }
}
