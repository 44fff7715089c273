namespace Vitrine.Vision.Synthetic;

/// <summary>An opaque colour, 0 to 255 a channel.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>The colour that the web writes as #RRGGBB.</summary>
    public static Colour FromHex(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>The colour under stronger (above 1) or weaker (below 1) light.</summary>
    public Colour Lit(double gain) => new(Byte(Red * gain), Byte(Green * gain), Byte(Blue * gain));

    /// <summary>A mixture that holds <paramref name="share"/> (0 to 1) of the other colour.</summary>
    public Colour Mix(Colour other, double share) =>
        new(
            Byte(Red + ((other.Red - Red) * share)),
            Byte(Green + ((other.Green - Green) * share)),
            Byte(Blue + ((other.Blue - Blue) * share))
        );

    private static byte Byte(double value) => (byte)Math.Clamp(value + 0.5, 0, 255);
}
