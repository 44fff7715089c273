namespace Vitrine.Vision;

/// <summary>An upright rectangle in a frame, in pixels; the origin is the frame's upper left corner.</summary>
public readonly record struct Box(float X, float Y, float Width, float Height)
{
    /// <summary>Horizontal centre, in pixels.</summary>
    public float CentreX => X + (Width / 2);

    /// <summary>Vertical centre, in pixels.</summary>
    public float CentreY => Y + (Height / 2);

    /// <summary>Area in square pixels.</summary>
    public float Area => Width * Height;

    /// <summary>Area that lies in both boxes, in square pixels.</summary>
    public float Intersection(Box other)
    {
        var width = MathF.Min(X + Width, other.X + other.Width) - MathF.Max(X, other.X);
        var height = MathF.Min(Y + Height, other.Y + other.Height) - MathF.Max(Y, other.Y);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }

    /// <summary>Intersection over union with another box, 0 to 1.</summary>
    public float IntersectionOverUnion(Box other)
    {
        var intersection = Intersection(other);
        return intersection <= 0 ? 0 : intersection / (Area + other.Area - intersection);
    }
}
