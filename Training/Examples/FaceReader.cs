using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Detection;
using Vitrine.Wire;

namespace Vitrine.Training.Examples;

/// <summary>
/// From a picture's file to the network's input: read, change, then the edge's own crop and normalisation. Reuses its memory
/// and belongs to one thread.
/// </summary>
public sealed class FaceReader(ModelInput input) : IDisposable
{
    private readonly FacePreprocessor preprocessor = new(input);
    private readonly Mat turned = new();
    private readonly Mat coloured = new();

    /// <summary>Values of one face: 3 x height x width.</summary>
    public int Length => preprocessor.Length;

    /// <summary>Reads a picture: height x width x 3, 8 bit, BGR.</summary>
    /// <exception cref="BadInputException">It is missing or cannot be decoded.</exception>
    public static Mat Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new BadInputException($"picture '{path}' is not there; run ./vitrine prepare again");
        }

        return PictureFile.Read(path)
            ?? throw new BadInputException(
                $"picture '{path}' cannot be decoded; run ./vitrine prepare again, which leaves such pictures out"
            );
    }

    /// <summary>Fills one face's values.</summary>
    /// <param name="path">The picture.</param>
    /// <param name="face">The face, in pixels.</param>
    /// <param name="change">What is done to it; null: nothing.</param>
    /// <param name="values">3 x height x width floats, filled.</param>
    /// <exception cref="BadInputException">The picture cannot be read, or the box lies outside it.</exception>
    public void Fill(string path, FaceDetection face, Change? change, Span<float> values)
    {
        using var picture = Read(path);
        if (face.Box.Intersection(new Box(0, 0, picture.Width, picture.Height)) <= 0)
        {
            throw new BadInputException(
                $"the face's box lies outside the picture '{path}' ({picture.Width} x {picture.Height} pixels); correct the list"
            );
        }

        if (change is null)
        {
            preprocessor.Fill(picture, face, values);
            return;
        }

        Apply(change, picture, face.Box);
        preprocessor.Fill(coloured, change.Mirrored ? Mirrored(face) : face, values);
        if (change.Erased is { } part)
        {
            Erase(part, values);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        preprocessor.Dispose();
        turned.Dispose();
        coloured.Dispose();
    }

    // Its box stays where it is: a picture is mirrored about the box's middle.
    private static FaceDetection Mirrored(FaceDetection face) =>
        face with
        {
            Landmarks = face.Landmarks?.Moved(point => new Spot((2 * face.Box.CentreX) - point.X, point.Y)).Exchanged(),
        };

    private void Apply(Change change, Mat picture, Box face)
    {
        // OpenCV counts from the middle of the first pixel, a box from its corner.
        using var place = Mat.FromArray(change.About(face with { X = face.X - 0.5f, Y = face.Y - 0.5f }));
        Cv2.WarpAffine(picture, turned, place, picture.Size(), InterpolationFlags.Linear, BorderTypes.Replicate);
        using var colour = Mat.FromArray(change.Colour());
        Cv2.Transform(turned, coloured, colour);
    }

    // Zero is what normalisation makes of mid-grey.
    private void Erase(Box part, Span<float> values)
    {
        var (left, right) = ((int)(part.X * input.Width), (int)((part.X + part.Width) * input.Width));
        var (top, bottom) = ((int)(part.Y * input.Height), (int)((part.Y + part.Height) * input.Height));
        for (var channel = 0; channel < 3; channel++)
        {
            for (var row = top; row < bottom; row++)
            {
                values.Slice((((channel * input.Height) + row) * input.Width) + left, right - left).Clear();
            }
        }
    }
}
