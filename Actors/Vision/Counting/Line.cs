using System.Numerics;

namespace Vitrine.Vision.Counting;

/// <summary>
/// A line that people cross. Looking along it, from its one end to its other, who comes from the left goes in, who comes
/// from the right goes out. Pure.
/// </summary>
/// <param name="Name">1 to 40 characters.</param>
/// <param name="From">One end, as parts of the picture's width and height, 0 to 1.</param>
/// <param name="To">The other end.</param>
public sealed record Line(string Name, Vector2 From, Vector2 To)
{
    /// <summary>How far a point is from the line, were it endless, in pixels: below 0 to its left, above to its right.</summary>
    /// <param name="point">In pixels.</param>
    /// <param name="picture">The picture's width and height, in pixels.</param>
    internal float Distance(Vector2 point, Vector2 picture)
    {
        var along = Vector2.Normalize((To - From) * picture);
        var way = point - (From * picture);
        return (along.X * way.Y) - (along.Y * way.X);
    }

    /// <summary>Whether the straight way between two points on either side passes between the line's ends.</summary>
    /// <param name="one">In pixels.</param>
    /// <param name="other">In pixels, on the other side.</param>
    /// <param name="picture">The picture's width and height, in pixels.</param>
    internal bool IsCrossedBetween(Vector2 one, Vector2 other, Vector2 picture)
    {
        var (before, after) = (Distance(one, picture), Distance(other, picture));
        var crossing = Vector2.Lerp(one, other, before / (before - after));
        var line = (To - From) * picture;
        return Vector2.Dot(crossing - (From * picture), line) / line.LengthSquared() is >= 0 and <= 1;
    }
}
