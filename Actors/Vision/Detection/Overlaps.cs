namespace Vitrine.Vision.Detection;

/// <summary>Non-maximum suppression: of faces that overlap, the one with the highest score stays.</summary>
public static class Overlaps
{
    /// <summary>Leaves out what overlaps a better face.</summary>
    /// <param name="found">Any order; sorted by score afterwards.</param>
    /// <param name="most">Intersection over union above which two are one, 0 to 1.</param>
    /// <param name="faces">What stays is added here, best first.</param>
    public static void Suppress(Span<FaceDetection> found, float most, IList<FaceDetection> faces)
    {
        found.Sort(static (left, right) => right.Score.CompareTo(left.Score));
        foreach (var face in found)
        {
            var stays = true;
            for (var i = 0; i < faces.Count && stays; i++)
            {
                stays = faces[i].Box.IntersectionOverUnion(face.Box) <= most;
            }

            if (stays)
            {
                faces.Add(face);
            }
        }
    }
}
