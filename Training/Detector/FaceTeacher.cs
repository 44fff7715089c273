using OpenCvSharp;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Wire;

namespace Vitrine.Training.Detector;

/// <summary>
/// Labels pictures with a larger detector: it looks at a picture at two sizes and mirrored. What it sees all three times is a face;
/// what it sees less often, or is less sure of, makes the picture doubtful. Belongs to one thread.
/// </summary>
/// <param name="teacher">Gives landmarks; its least score must be <see cref="LeastScore"/>.</param>
public sealed class FaceTeacher(IFaceDetector teacher) : IDisposable
{
    /// <summary>From this score on the teacher's word counts at all.</summary>
    public const float LeastScore = 0.35f;

    // What the mean over the three looks must be.
    private const float SureScore = 0.65f;
    private const float SamePlace = 0.5f;
    private const double LargeSide = 640;
    private const double SmallSide = 448;

    private readonly Mat seen = new();

    /// <summary>Opens a teacher.</summary>
    /// <exception cref="BadInputException">The file is missing, or no detector.</exception>
    public static FaceTeacher Open(string file)
    {
        try
        {
            return new FaceTeacher(new NetworkDetector(DetectorSession.Open(file), LeastScore));
        }
        catch (InvalidDataException bad)
        {
            throw new BadInputException($"--teacher: {bad.Message}", bad);
        }
    }

    /// <summary>The faces of a picture; null where it is doubtful.</summary>
    /// <param name="picture">Height x width x 3, 8 bit, BGR; not changed.</param>
    public IReadOnlyList<FaceDetection>? Label(Mat picture)
    {
        FaceDetection[][] looks =
        [
            Look(picture, LargeSide, false),
            Look(picture, SmallSide, false),
            Look(picture, LargeSide, true),
        ];
        var faces = new List<FaceDetection>();
        foreach (var face in looks[0])
        {
            FaceDetection?[] same = [.. looks.Select(look => Same(face, look))];
            if (same.Any(other => other is null) || same.Average(other => other!.Value.Score) < SureScore)
            {
                return null;
            }

            faces.Add(Mean([.. same.Select(other => other!.Value)]));
        }

        // Seen only small, or only mirrored.
        return looks.Skip(1).SelectMany(look => look).All(face => Same(face, looks[0]) is not null) ? faces : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        seen.Dispose();
        teacher.Dispose();
    }

    private FaceDetection[] Look(Mat picture, double side, bool mirrored)
    {
        var scale = side / Math.Max(picture.Width, picture.Height);
        Cv2.Resize(
            picture,
            seen,
            default,
            scale,
            scale,
            scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Cubic
        );
        if (mirrored)
        {
            Cv2.Flip(seen, seen, FlipMode.Y);
        }

        var found = new List<FaceDetection>();
        teacher.Detect(seen, found);
        return [.. found.Select(face => Back(face, (float)(1 / scale), mirrored ? picture.Width : null))];
    }

    private static FaceDetection Back(FaceDetection face, float scale, float? width)
    {
        var there = face.Scaled(scale);
        return width is { } mirror
            ? there with
            {
                Box = there.Box with { X = mirror - there.Box.X - there.Box.Width },
                Landmarks = there.Landmarks!.Value.Exchanged().Moved(point => point with { X = mirror - point.X }),
            }
            : there;
    }

    private static FaceDetection? Same(FaceDetection face, FaceDetection[] look) =>
        look.Where(other => other.Box.IntersectionOverUnion(face.Box) >= SamePlace)
            .Select(other => (FaceDetection?)other)
            .MaxBy(other => other!.Value.Box.IntersectionOverUnion(face.Box));

    private static FaceDetection Mean(FaceDetection[] faces) =>
        new(
            new Box(
                faces.Average(face => face.Box.X),
                faces.Average(face => face.Box.Y),
                faces.Average(face => face.Box.Width),
                faces.Average(face => face.Box.Height)
            ),
            faces.Average(face => face.Score),
            new FaceLandmarks(Mean(faces, 0), Mean(faces, 1), Mean(faces, 2), Mean(faces, 3), Mean(faces, 4))
        );

    private static Spot Mean(FaceDetection[] faces, int point) =>
        new(
            faces.Average(face => face.Landmarks!.Value[point].X),
            faces.Average(face => face.Landmarks!.Value[point].Y)
        );
}
