using System.Collections.Immutable;
using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Tracking;

/// <summary>
/// Finds boxes that lie on one face: doubles at another scale, and parts (an eye and a mouth, say) inside of it.
/// </summary>
internal static class SameFace
{
    /// <summary>What lies between two faces that touch, hair and hats included, in face sizes.</summary>
    private const float Gap = 0.25f;

    /// <summary>
    /// The faces without the doubles: of those on one face the surest stays, and of equally sure ones the largest.
    /// </summary>
    public static ImmutableArray<FaceDetection> WithoutDoubles(
        ReadOnlySpan<FaceDetection> faces,
        TrackerOptions options
    )
    {
        var kept = ImmutableArray.CreateBuilder<FaceDetection>(faces.Length);
        for (var i = 0; i < faces.Length; i++)
        {
            if (IsBox(faces[i].Box) && !HasBetterDouble(faces, i, options))
            {
                kept.Add(faces[i]);
            }
        }

        return kept.DrainToImmutable();
    }

    /// <summary>Whether two boxes are one face: the share of the smaller one that lies in the larger.</summary>
    public static bool Share(Box one, Box other, TrackerOptions options) =>
        one.Intersection(other) is > 0 and var common && common >= options.SameFace * MathF.Min(one.Area, other.Area);

    /// <summary>Whether another sure face touches or nearly touches one of these: its hair or hat may hide a part.</summary>
    public static bool IsTouched(ImmutableArray<FaceDetection> faces, int index, TrackerOptions options)
    {
        var (face, gap) = (faces[index].Box, Gap * MathF.Sqrt(faces[index].Box.Area));
        var around = new Box(face.X - gap, face.Y - gap, face.Width + (2 * gap), face.Height + (2 * gap));
        for (var i = 0; i < faces.Length; i++)
        {
            if (i != index && faces[i].Score >= options.StartScore && around.Intersection(faces[i].Box) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBox(Box box) =>
        box is { Width: >= 1, Height: >= 1 } && float.IsFinite(box.X + box.Y + box.Area);

    private static bool HasBetterDouble(ReadOnlySpan<FaceDetection> faces, int index, TrackerOptions options)
    {
        for (var i = 0; i < faces.Length; i++)
        {
            if (
                i != index
                && IsBox(faces[i].Box)
                && Better(faces, i, index)
                && Share(faces[i].Box, faces[index].Box, options)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool Better(ReadOnlySpan<FaceDetection> faces, int one, int other) =>
        (faces[one].Score, faces[one].Box.Area, other).CompareTo((faces[other].Score, faces[other].Box.Area, one)) > 0;
}
