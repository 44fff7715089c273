using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;

namespace Vitrine.Tests.Vision.Attributes;

/// <summary>What <see cref="FacePreprocessor"/> must come to, written down pixel by pixel from the manifest's words.</summary>
internal static class SlowPreprocessor
{
    public static float[] Fill(ModelInput input, Mat picture, Box face)
    {
        var side = Math.Max(1, (int)Math.Round(Math.Max(face.Width, face.Height) * input.CropMargin));
        var left = (int)Math.Round(face.CentreX - (side / 2.0));
        var top = (int)Math.Round(face.CentreY - (side / 2.0));
        var values = new float[3 * input.Height * input.Width];
        for (var channel = 0; channel < 3; channel++)
        {
            var colour = input.Colour is "RGB" ? 2 - channel : channel;
            for (var y = 0; y < input.Height; y++)
            {
                for (var x = 0; x < input.Width; x++)
                {
                    var pixel =
                        from row in Weights(y, side, input.Height, side > input.Width)
                        from column in Weights(x, side, input.Width, side > input.Width)
                        select row.Share * column.Share * Pixel(picture, left + column.At, top + row.At, colour);
                    values[(((channel * input.Height) + y) * input.Width) + x] = (float)(
                        (pixel.Sum() - input.Mean[channel]) * input.Scale
                    );
                }
            }
        }

        return values;
    }

    /// <summary>Which pixels of the crop make one pixel of the result, along one axis: by area when it shrinks, else linearly.</summary>
    private static IEnumerable<(int At, double Share)> Weights(int target, int side, int size, bool shrinks)
    {
        var scale = (double)side / size;
        if (shrinks)
        {
            var (begin, end) = (target * scale, (target + 1) * scale);
            return Enumerable
                .Range((int)begin, Math.Min(side, (int)Math.Ceiling(end)) - (int)begin)
                .Select(at => (at, (Math.Min(end, at + 1) - Math.Max(begin, at)) / scale));
        }

        var centre = ((target + 0.5) * scale) - 0.5;
        var (first, share) = ((int)Math.Floor(centre), centre - Math.Floor(centre));
        return [(Math.Clamp(first, 0, side - 1), 1 - share), (Math.Clamp(first + 1, 0, side - 1), share)];
    }

    /// <summary>Outside the picture its edge goes on.</summary>
    private static double Pixel(Mat picture, int x, int y, int channel) =>
        picture.At<Vec3b>(Math.Clamp(y, 0, picture.Height - 1), Math.Clamp(x, 0, picture.Width - 1))[channel];
}
