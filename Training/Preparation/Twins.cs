using Vitrine.Training.Data;

namespace Vitrine.Training.Preparation;

/// <summary>
/// Pictures that are the same byte for byte, and rows that name the same picture. Where such rows show the same face and
/// disagree about a label nobody knows who is right: all of them are dropped.
/// </summary>
public static class Twins
{
    /// <summary>Boxes that overlap so much (intersection over union) are of one face.</summary>
    private const float SameFaceOverlap = 0.5f;

    /// <summary>Drops twins that disagree, and all but the first of rows with the same labels of the same file.</summary>
    public static (IReadOnlyList<DataPoint> Points, TwinCounts Counts) Resolve(IReadOnlyList<DataPoint> points)
    {
        var resolved = points.ToArray();
        var (agreeing, disagreeing) = (0, 0);
        foreach (var group in FacesShownTwice(points))
        {
            var agree = Agree([.. group.Select(index => points[index].Face!)]);
            var repeated = agree ? Repeated(points, group) : [];
            foreach (var index in agree ? repeated : group)
            {
                resolved[index] = points[index] with { Dropped = agree ? Reason.ListedTwice : Reason.TwinsDisagree };
            }

            disagreeing += agree ? 0 : 1;
            agreeing += agree && group.Length - repeated.Length > 1 ? 1 : 0;
        }

        return (resolved, new TwinCounts(agreeing, disagreeing));
    }

    /// <summary>Indices of points that show the same face in the same bytes, two or more each.</summary>
    private static IEnumerable<int[]> FacesShownTwice(IReadOnlyList<DataPoint> points) =>
        Enumerable
            .Range(0, points.Count)
            .Where(index => points[index].Dropped is null)
            .GroupBy(index => points[index].Content ?? points[index].Face!.File)
            .Where(picture => picture.Skip(1).Any())
            .SelectMany(picture => ByFace(points, [.. picture]))
            .Where(face => face.Length > 1);

    /// <summary>Parts the rows of one picture by face: a row without a box may be any of them.</summary>
    private static IEnumerable<int[]> ByFace(IReadOnlyList<DataPoint> points, int[] picture)
    {
        var open = picture.ToList();
        while (open.Count > 0)
        {
            var face = open.Where(other => AreSame(points[open[0]].Face!, points[other].Face!)).ToArray();
            open.RemoveAll(face.Contains);
            yield return face;
        }
    }

    private static bool AreSame(LabelledFace one, LabelledFace other) =>
        one.Box is not { } box || other.Box is not { } its || box.IntersectionOverUnion(its) >= SameFaceOverlap;

    // Years where they are known, else groups. A label that is missing contradicts nothing.
    private static bool Agree(LabelledFace[] faces) =>
        faces.Select(face => face.Gender).OfType<int>().Distinct().Count() <= 1
        && faces.Select(face => face.Age).OfType<int>().Distinct().Count() <= 1
        && faces.Select(face => face.Group).OfType<int>().Distinct().Count() <= 1
        && faces
            .SelectMany(face => face.Others)
            .Distinct()
            .CountBy(field => field.Key)
            .All(column => column.Value == 1);

    private static int[] Repeated(IReadOnlyList<DataPoint> points, int[] group) =>
        [.. group.GroupBy(index => points[index].Face!.File).SelectMany(file => file.Skip(1))];
}
