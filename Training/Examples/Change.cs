using Vitrine.Vision;

namespace Vitrine.Training.Examples;

/// <summary>One drawing of an <see cref="Augmentation"/>: what is done to one picture.</summary>
/// <param name="Rotation">Degrees.</param>
/// <param name="ShiftX">Share of the face's box.</param>
/// <param name="ShiftY">Share of the face's box.</param>
/// <param name="Scale">Factor.</param>
/// <param name="Shear">Tangent.</param>
/// <param name="Mirrored">Left to right.</param>
/// <param name="Brightness">Added, as a share of white.</param>
/// <param name="Contrast">Factor about mid-grey.</param>
/// <param name="Saturation">Factor; 0 is grey.</param>
/// <param name="Erased">Rectangle to erase, in shares of the crop; null: none.</param>
public sealed record Change(
    double Rotation,
    double ShiftX,
    double ShiftY,
    double Scale,
    double Shear,
    bool Mirrored,
    double Brightness,
    double Contrast,
    double Saturation,
    Box? Erased
)
{
    /// <summary>Draws once; the same random numbers give the same change.</summary>
    public static Change Draw(Augmentation limits, Random random)
    {
        double Within(double limit) => limit * ((2 * random.NextDouble()) - 1);
        return new Change(
            Within(limits.Rotation),
            Within(limits.Shift),
            Within(limits.Shift),
            1 + Within(limits.Scale),
            Within(limits.Shear),
            random.NextDouble() < limits.Flip,
            Within(limits.Jitter) / 2,
            1 + Within(limits.Jitter),
            1 + Within(limits.Jitter),
            random.NextDouble() < limits.Erasing ? Rectangle(random) : null
        );
    }

    /// <summary>
    /// Maps the picture's coordinates to those of the changed picture: about the face's centre, mirrored, sheared, scaled,
    /// turned, then shifted. Two rows of three.
    /// </summary>
    public double[,] About(Box face)
    {
        var angle = Rotation * Math.PI / 180;
        var (sine, cosine) = Math.SinCos(angle);
        var mirror = Mirrored ? -1 : 1;
        double a = Scale * cosine * mirror;
        double b = Scale * ((cosine * Shear) - sine);
        double c = Scale * sine * mirror;
        double d = Scale * ((sine * Shear) + cosine);
        var (x, y) = (face.CentreX, face.CentreY);
        return new[,]
        {
            { a, b, x + (ShiftX * face.Width) - (a * x) - (b * y) },
            { c, d, y + (ShiftY * face.Height) - (c * x) - (d * y) },
        };
    }

    /// <summary>Maps (blue, green, red) to the changed colour: three rows of three factors and an addend in 0 to 255.</summary>
    public float[,] Colour()
    {
        // Luma of ITU-R BT.601.
        float[] luma = [0.114f, 0.587f, 0.299f];
        var colour = new float[3, 4];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 3; column++)
            {
                var kept = row == column ? Saturation : 0;
                colour[row, column] = (float)(Contrast * (kept + ((1 - Saturation) * luma[column])));
            }

            colour[row, 3] = (float)((255 * Brightness) + (127.5 * (1 - Contrast)));
        }

        return colour;
    }

    // 2 to 20 % of the crop, sides between 1 : 2 and 2 : 1.
    private static Box Rectangle(Random random)
    {
        var area = 0.02 + (0.18 * random.NextDouble());
        var ratio = Math.Pow(2, (2 * random.NextDouble()) - 1);
        var (width, height) = (Math.Sqrt(area * ratio), Math.Sqrt(area / ratio));
        return new Box(
            (float)((1 - width) * random.NextDouble()),
            (float)((1 - height) * random.NextDouble()),
            (float)width,
            (float)height
        );
    }
}
