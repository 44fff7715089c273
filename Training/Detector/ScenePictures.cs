using OpenCvSharp;
using Vitrine.Vision.Detection;

namespace Vitrine.Training.Detector;

/// <summary>What scenes are made of. Files are read as they are needed; only their bytes are kept.</summary>
public sealed class ScenePictures
{
    private const int Black = 12;
    private const int LeastFreeSide = 40;

    private readonly (byte[] File, FacePicture Picture)[] empty;
    private readonly (byte[] File, FacePicture Picture)[] wide;
    private readonly (byte[] File, FacePicture Picture)[] tight;

    /// <param name="pictures">With their full paths.</param>
    /// <exception cref="IOException">One cannot be read.</exception>
    public ScenePictures(IEnumerable<FacePicture> pictures)
    {
        var read = pictures.Select(picture => (File: File.ReadAllBytes(picture.File), Picture: picture)).ToArray();
        empty = [.. read.Where(entry => entry.Picture.Faces.Count == 0)];
        var faces = read.Where(entry => entry.Picture.Faces.Count > 0).ToArray();
        wide = [.. faces.Where(entry => HasSurroundings(entry.Picture))];
        tight = [.. faces.Where(entry => !HasSurroundings(entry.Picture))];
    }

    /// <summary>How many there are.</summary>
    public int Count => empty.Length + wide.Length + tight.Length;

    /// <summary>Whether there are faces with room around them; everything else can be made of those.</summary>
    public bool CanMakeScenes => wide.Length > 0;

    /// <summary>How many of each kind there are.</summary>
    public string Counts =>
        $"{empty.Length} without a face, {wide.Length} with surroundings, {tight.Length} of a face alone";

    /// <summary>A picture without a face.</summary>
    public ScenePicture Empty(Random random) =>
        empty.Length > 0 && random.Next(2) == 0 ? Read(empty, random, isTight: false) : Beside(random);

    // What is beside the face of a picture: clothes, hands, walls.
    private ScenePicture Beside(Random random)
    {
        while (true)
        {
            using var source = WithSurroundings(random);
            var size = source.Picture.Size();
            var left = Math.Clamp((int)source.Faces.Min(face => face.Box.X - (0.2f * face.Box.Width)), 0, size.Width);
            var right = Math.Clamp((int)source.Faces.Max(face => face.Box.X + (1.2f * face.Box.Width)), 0, size.Width);
            var bottom = Math.Clamp(
                (int)source.Faces.Max(face => face.Box.Y + (1.15f * face.Box.Height)),
                0,
                size.Height
            );
            Rect[] free =
            [
                new Rect(0, 0, left, size.Height),
                new Rect(right, 0, size.Width - right, size.Height),
                new Rect(0, bottom, size.Width, size.Height - bottom),
            ];
            var part = free[random.Next(free.Length)];
            if (Math.Min(part.Width, part.Height) >= LeastFreeSide)
            {
                using var pixels = source.Picture.SubMat(part);
                using var mask = source.Mask.SubMat(part);
                return new ScenePicture(pixels.Clone(), mask.Clone(), []);
            }
        }
    }

    /// <summary>A picture of a face with what is around it.</summary>
    /// <param name="random">Decides which.</param>
    /// <param name="height">Pixels that the face needs to be high at least: a file is read no larger than half or a quarter where that will do.</param>
    public ScenePicture WithSurroundings(Random random, double height = double.PositiveInfinity) =>
        Read(wide, random, isTight: false, height);

    /// <summary>A picture with a face.</summary>
    /// <param name="random">Decides which.</param>
    /// <param name="height">As for <see cref="WithSurroundings"/>.</param>
    public ScenePicture WithFace(Random random, double height) =>
        tight.Length == 0 || random.NextDouble() < 0.6
            ? WithSurroundings(random, height)
            : Read(tight, random, isTight: true, height);

    // A pasted face needs its hair and shoulders; where the box is most of the picture, there are none.
    private static bool HasSurroundings(FacePicture picture)
    {
        var largest = picture.Faces.MaxBy(face => face.Box.Area).Box;
        return largest.X > 0.2f * largest.Width && largest.Y > 0.1f * largest.Height;
    }

    private static ScenePicture Read(
        (byte[] File, FacePicture Picture)[] from,
        Random random,
        bool isTight,
        double height = double.PositiveInfinity
    )
    {
        var (file, picture) = from[random.Next(from.Length)];
        var own = picture.Faces.Select(face => face.Box.Height).DefaultIfEmpty(0).Max();
        var (mode, share) = (own / height) switch
        {
            >= 4 => (ImreadModes.ReducedColor4, 0.25f),
            >= 2 => (ImreadModes.ReducedColor2, 0.5f),
            _ => (ImreadModes.Color, 1f),
        };
        var pixels = Cv2.ImDecode(file, mode);
        return new ScenePicture(
            pixels,
            MaskOf(pixels, isTight && random.NextDouble() < 0.7),
            [.. picture.Faces.Select(face => face.Scaled(share))]
        );
    }

    // Leaves out the black wedges that turning a picture left at its border, and the corners of a picture that is all face.
    private static Mat MaskOf(Mat pixels, bool isOval)
    {
        var size = pixels.Size();
        using var dark = new Mat();
        Cv2.InRange(pixels, Scalar.All(0), Scalar.All(Black), dark);
        Mat filled = new(size.Height + 2, size.Width + 2, MatType.CV_8UC1, Scalar.Black);
        foreach (
            var corner in new[]
            {
                new Point(0, 0),
                new(size.Width - 1, 0),
                new(0, size.Height - 1),
                new(size.Width - 1, size.Height - 1),
            }
        )
        {
            if (dark.At<byte>(corner.Y, corner.X) != 0)
            {
                Cv2.FloodFill(
                    dark,
                    filled,
                    corner,
                    Scalar.All(128),
                    out _,
                    Scalar.All(0),
                    Scalar.All(0),
                    FloodFillFlags.Link4
                );
            }
        }

        filled.Dispose();
        var mask = new Mat();
        Cv2.Compare(dark, Scalar.All(128), mask, CmpTypes.NE);
        if (isOval)
        {
            using var oval = new Mat(size, MatType.CV_8UC1, Scalar.Black);
            Cv2.Ellipse(
                oval,
                new Point(size.Width / 2, size.Height / 2),
                new Size((int)(size.Width * 0.48), (int)(size.Height * 0.5)),
                0,
                0,
                360,
                Scalar.White,
                -1
            );
            Cv2.BitwiseAnd(mask, oval, mask);
        }

        return mask;
    }
}

/// <summary>A picture that a scene is made of.</summary>
/// <param name="Picture">Height x width x 3, 8 bit, BGR.</param>
/// <param name="Mask">Height x width; 0 where the picture shows nothing.</param>
/// <param name="Faces">In pixels of the picture.</param>
public sealed record ScenePicture(Mat Picture, Mat Mask, IReadOnlyList<FaceDetection> Faces) : IDisposable
{
    /// <inheritdoc />
    public void Dispose()
    {
        Picture.Dispose();
        Mask.Dispose();
    }
}
