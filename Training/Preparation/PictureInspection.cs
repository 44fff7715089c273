using OpenCvSharp;
using Vitrine.Training.Data;
using Vitrine.Vision;

namespace Vitrine.Training.Preparation;

/// <summary>Reads every picture once: its hash, whether it can be decoded, and whether the face boxes lie in it.</summary>
public static class PictureInspection
{
    /// <summary>The least width and height of a picture that could show a face, in pixels.</summary>
    public const int MinSide = 16;

    /// <summary>The points with their pictures' hashes; those whose picture is no good are dropped.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="progress">Gets how many pictures are read, and of how many.</param>
    /// <param name="stop">Ends it early.</param>
    public static IReadOnlyList<DataPoint> Inspect(RawData data, Action<int, int> progress, CancellationToken stop)
    {
        string[] files = [.. data.Points.Where(IsOpen).Select(point => point.Face!.File).Distinct()];
        var (folder, pictures) = (new PictureFolder(data.Images), new Picture[files.Length]);
        var done = 0;
        Parallel.For(
            0,
            files.Length,
            new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount },
            index =>
            {
                pictures[index] = folder.Find(files[index]) is { } path
                    ? Read(path)
                    : new Picture(null, 0, 0, Reason.MissingPicture);
                progress(Interlocked.Increment(ref done), files.Length);
            }
        );
        var byFile = files.Zip(pictures).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. data.Points.Select(point => IsOpen(point) ? Judge(point, byFile[point.Face!.File]) : point)];
    }

    private static bool IsOpen(DataPoint point) => point.Dropped is null;

    private static DataPoint Judge(DataPoint point, Picture picture) =>
        point with
        {
            Content = picture.Content,
            Dropped = picture.Fault ?? (IsInside(point.Face!, picture) ? null : Reason.BoxOutside),
        };

    private static bool IsInside(LabelledFace face, Picture picture) =>
        face.Box is not { } box || box.Intersection(new Box(0, 0, picture.Width, picture.Height)) > 0;

    private static Picture Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new Picture(null, 0, 0, Reason.UnreadablePicture);
        }

        var (width, height) = Decode(bytes);
        var fault = Math.Min(width, height) < MinSide ? Reason.UnreadablePicture : null;
        return new Picture(PreparationReport.HashOf(bytes), width, height, fault);
    }

    private static (int Width, int Height) Decode(byte[] bytes)
    {
        try
        {
            using var pixels = Cv2.ImDecode(bytes, ImreadModes.Color);
            return (pixels.Width, pixels.Height);
        }
        catch (Exception undecodable) when (undecodable is OpenCVException or ArgumentException)
        {
            // Empty, or larger than OpenCV takes.
            return (0, 0);
        }
    }
}

/// <summary>What is known of a picture after reading it.</summary>
/// <param name="Content">SHA-256 of its bytes, lower-case hexadecimal; null: it cannot be read at all.</param>
/// <param name="Width">In pixels; 0: it cannot be decoded.</param>
/// <param name="Height">In pixels; 0: it cannot be decoded.</param>
/// <param name="Fault">Why it is no good, one of <see cref="Reason"/>; null: it is.</param>
internal readonly record struct Picture(string? Content, int Width, int Height, string? Fault);
