using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Attributes;

/// <summary>
/// Crop, resize, normalise: the only implementation, which the edge and training both call. Reuses its memory and belongs
/// to one thread.
/// </summary>
public sealed class FacePreprocessor : IDisposable
{
    private readonly ModelInput input;
    private readonly float[][] normalised;
    private readonly int[] sourceChannel;
    private readonly Mat crop = new();
    private readonly Mat resized = new();
    private readonly Mat map = new(2, 3, MatType.CV_32F);

    /// <param name="input">What the network expects.</param>
    public FacePreprocessor(ModelInput input)
    {
        this.input = input;
        normalised =
        [
            .. input.Mean.Select(mean =>
                Enumerable.Range(0, 256).Select(pixel => (float)((pixel - mean) * input.Scale)).ToArray()
            ),
        ];
        sourceChannel = string.Equals(input.Colour, "RGB", StringComparison.Ordinal) ? [2, 1, 0] : [0, 1, 2];
    }

    /// <summary>Values of one face: 3 x height x width.</summary>
    public int Length => 3 * input.Height * input.Width;

    /// <summary>The square that is cropped for a face, in whole pixels; it may reach beyond the picture.</summary>
    public static Rect Square(Box face, double margin)
    {
        var side = Math.Max(1, (int)Math.Round(Math.Max(face.Width, face.Height) * margin));
        return new Rect(
            (int)Math.Round(face.CentreX - (side / 2.0)),
            (int)Math.Round(face.CentreY - (side / 2.0)),
            side,
            side
        );
    }

    /// <summary>Fills one face's values.</summary>
    /// <param name="picture">Height x width x 3, 8 bit, BGR; not changed.</param>
    /// <param name="face">The face's box in pixels; it must touch the picture.</param>
    /// <param name="values">3 x height x width floats, filled.</param>
    public void Fill(Mat picture, Box face, Span<float> values) =>
        Fill(picture, new FaceDetection(face, Score: 1), values);

    /// <summary>Fills one face's values.</summary>
    /// <param name="picture">Height x width x 3, 8 bit, BGR; not changed.</param>
    /// <param name="face">The face in pixels; it must touch the picture. Its landmarks count where the input is aligned.</param>
    /// <param name="values">3 x height x width floats, filled.</param>
    public void Fill(Mat picture, FaceDetection face, Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, Length, nameof(values));
        if (input.Aligned && face.Landmarks is not null)
        {
            Turn(picture, FaceSquare.Of(face));
        }
        else if (TryCrop(picture, Square(face.Box, input.CropMargin)))
        {
            Cv2.Resize(
                crop,
                resized,
                new Size(input.Width, input.Height),
                interpolation: Shrinks ? InterpolationFlags.Area : InterpolationFlags.Linear
            );
        }
        else
        {
            throw new ArgumentOutOfRangeException(nameof(face), face.Box, "The face does not touch the picture.");
        }

        Normalise(values);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        crop.Dispose();
        resized.Dispose();
        map.Dispose();
    }

    private bool Shrinks => crop.Width > input.Width;

    // A warp skips pixels where it shrinks: to less than half, it is turned at a whole multiple of the size, and shrunk over areas.
    private void Turn(Mat picture, FaceSquare square)
    {
        var times = Math.Max(1, (int)(square.Side * input.CropMargin / input.Width));
        var size = new Size(input.Width * times, input.Height * times);
        square.ToPicture(input.CropMargin, size).CopyTo(Map());
        Cv2.WarpAffine(
            picture,
            crop,
            map,
            size,
            InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap,
            BorderTypes.Replicate
        );
        Cv2.Resize(crop, resized, new Size(input.Width, input.Height), interpolation: InterpolationFlags.Area);
    }

    private unsafe Span<float> Map() => new(map.DataPointer, 6);

    private bool TryCrop(Mat picture, Rect square)
    {
        var inside = square & new Rect(0, 0, picture.Width, picture.Height);
        if (inside.Width <= 0 || inside.Height <= 0)
        {
            return false;
        }

        using var part = picture.SubMat(inside);
        Cv2.CopyMakeBorder(
            part,
            crop,
            inside.Top - square.Top,
            square.Bottom - inside.Bottom,
            inside.Left - square.Left,
            square.Right - inside.Right,
            BorderTypes.Replicate | BorderTypes.Isolated
        );
        return true;
    }

    private unsafe void Normalise(Span<float> values)
    {
        var pixels = new ReadOnlySpan<byte>(resized.DataPointer, Length);
        var plane = input.Height * input.Width;
        for (var channel = 0; channel < 3; channel++)
        {
            ReadOnlySpan<float> table = normalised[channel];
            var target = values.Slice(channel * plane, plane);
            for (int i = 0, source = sourceChannel[channel]; i < target.Length; i++, source += 3)
            {
                target[i] = table[pixels[source]];
            }
        }
    }
}
