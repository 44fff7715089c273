using System.Collections.Immutable;
using System.Numerics;

namespace Vitrine.Vision.Counting;

/// <summary>A part of the picture in which people stay. Pure.</summary>
/// <param name="Name">1 to 40 characters.</param>
/// <param name="Corners">3 to 32 corners in order, as parts of the picture's width and height, 0 to 1.</param>
public sealed record Zone(string Name, ImmutableArray<Vector2> Corners)
{
    /// <summary>Whether a point is inside: a ray from it meets an odd number of sides.</summary>
    /// <param name="point">In pixels.</param>
    /// <param name="picture">The picture's width and height, in pixels.</param>
    internal bool Contains(Vector2 point, Vector2 picture)
    {
        var inside = false;
        for (var i = 0; i < Corners.Length; i++)
        {
            var (a, b) = Side(i, picture);
            if (a.Y > point.Y != b.Y > point.Y && point.X < a.X + ((point.Y - a.Y) / (b.Y - a.Y) * (b.X - a.X)))
            {
                inside = !inside;
            }
        }

        return inside;
    }

    /// <summary>How far a point is from the nearest side, in pixels.</summary>
    /// <param name="point">In pixels.</param>
    /// <param name="picture">The picture's width and height, in pixels.</param>
    internal float Distance(Vector2 point, Vector2 picture)
    {
        var least = float.PositiveInfinity;
        for (var i = 0; i < Corners.Length; i++)
        {
            var (a, b) = Side(i, picture);
            var length = (b - a).LengthSquared();
            var part = length > 0 ? Math.Clamp(Vector2.Dot(point - a, b - a) / length, 0, 1) : 0;
            least = MathF.Min(least, Vector2.Distance(point, Vector2.Lerp(a, b, part)));
        }

        return least;
    }

    private (Vector2 From, Vector2 To) Side(int index, Vector2 picture) =>
        (Corners[index] * picture, Corners[(index + 1) % Corners.Length] * picture);
}
