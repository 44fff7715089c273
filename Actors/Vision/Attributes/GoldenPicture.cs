using OpenCvSharp;

namespace Vitrine.Vision.Attributes;

/// <summary>
/// A picture that a seed stands for, the same on every machine: soft blobs of colour, by whole numbers only. It stands for
/// a face where one model's answers on two machines are compared, so that nobody's face needs to travel.
/// </summary>
public static class GoldenPicture
{
    /// <summary>Width and height in pixels.</summary>
    public const int Side = 160;

    private const int Blobs = 12;

    /// <summary>The box of the "face" in it.</summary>
    public static Box Face { get; } = new(20, 20, 120, 120);

    /// <summary>Draws it.</summary>
    public static Mat Draw(uint seed)
    {
        var state = (seed * 2654435761u) | 1;
        var blobs = Enumerable.Range(0, Blobs).Select(_ => Blob.Next(ref state)).ToArray();
        var pixels = new byte[Side * Side * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y, channel) = (i / 3 % Side, i / 3 / Side, i % 3);
            var value = 128 + blobs.Sum(blob => blob.At(x, y, channel));
            pixels[i] = (byte)Math.Clamp(value, 0, 255);
        }

        var picture = new Mat(Side, Side, MatType.CV_8UC3);
        System.Runtime.InteropServices.Marshal.Copy(pixels, 0, picture.Data, pixels.Length);
        return picture;
    }

    /// <summary>A round spot: strongest in its middle, nothing beyond its radius.</summary>
    private sealed record Blob(int X, int Y, int Radius, int[] Colour)
    {
        public static Blob Next(ref uint state) =>
            new(
                Below(ref state, Side),
                Below(ref state, Side),
                10 + Below(ref state, 50),
                [Below(ref state, 255) - 127, Below(ref state, 255) - 127, Below(ref state, 255) - 127]
            );

        public int At(int x, int y, int channel)
        {
            var squared = ((x - X) * (x - X)) + ((y - Y) * (y - Y));
            var reach = Radius * Radius;
            return squared >= reach ? 0 : Colour[channel] * (reach - squared) / reach;
        }

        /// <summary>Xorshift (Marsaglia 2003).</summary>
        private static int Below(ref uint state, int end)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return (int)(state % (uint)end);
        }
    }
}
