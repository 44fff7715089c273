namespace Vitrine.Vision.Synthetic;

/// <summary>
/// Draws a face: a shaded oval with what a face detector looks for, that is dark eyes and brows under a light brow and
/// over light cheeks, a light nose and a dark mouth.
/// </summary>
internal static class VisitorFace
{
    private const double EyeX = 0.185;
    private const double EyeY = -0.11;

    private static readonly Colour White = new(255, 250, 244);
    private static readonly Colour Black = new(12, 9, 8);
    private static readonly Colour Sun = new(255, 216, 176);
    private static readonly Colour Ruddy = new(178, 92, 66);

    public static void Draw(Canvas canvas, VisitorLooks looks)
    {
        // Warm light: what it does not reach turns ruddy on light skin, where it falls deep skin shines.
        var skin = looks.Skin.Colour.Mix(Ruddy, 0.1);
        var light = skin.Mix(Sun, 0.4 - (0.16 * skin.Red / 255));
        var shade = skin.Lit(0.64).Mix(Ruddy, 0.3 * skin.Red / 255);
        var width = looks.FaceWidth;

        DrawHead(canvas, skin, light, shade, width);
        if (looks.Beard)
        {
            DrawBeard(canvas, looks.HairColour, width);
        }

        DrawSockets(canvas, skin);
        DrawNose(canvas, skin, light);
        DrawMouth(canvas, skin, looks.Smile);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            DrawEye(canvas, side, looks.Iris, skin);
            DrawBrow(canvas, side, looks.HairColour.Mix(Black, 0.35));
        }
    }

    private static void DrawHead(Canvas canvas, Colour skin, Colour light, Colour shade, double width)
    {
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            canvas.Ellipse(side * 0.405 * width, 0.0, 0.06, 0.11, skin.Lit(0.85));
            canvas.Ellipse(side * 0.41 * width, 0.0, 0.03, 0.07, shade);
        }

        canvas.Ellipse(0, -0.1, 0.405 * width, 0.47, skin);
        canvas.Ellipse(0, 0.1, 0.36 * width, 0.405, skin);
        canvas.Ellipse(0, 0.3, 0.22 * width, 0.21, skin);

        // Round off: dark towards the rim, light on brow and cheeks.
        canvas.Glow(-0.44 * width, 0.1, 0.18, 0.6, shade, 0.8);
        canvas.Glow(0.44 * width, 0.1, 0.2, 0.6, shade, 0.95);
        canvas.Glow(0, 0.56, 0.4, 0.16, shade, 0.8);
        canvas.Glow(0, -0.3, 0.36, 0.2, light, 0.85);
        canvas.Glow(-0.21, 0.1, 0.2, 0.17, light, 0.9);
        canvas.Glow(0.21, 0.1, 0.2, 0.17, light, 0.85);
        canvas.Glow(0, 0.27, 0.22, 0.13, light, 0.6);
        canvas.Glow(0, 0.43, 0.14, 0.08, light, 0.75);
        var blush = skin.Mix(new Colour(214, 84, 74), 0.4 * skin.Red / 255);
        canvas.Glow(-0.25, 0.13, 0.12, 0.1, blush, 0.5);
        canvas.Glow(0.25, 0.13, 0.12, 0.1, blush, 0.5);
    }

    private static void DrawSockets(Canvas canvas, Colour skin)
    {
        var deep = skin.Lit(0.38);
        canvas.Glow(-EyeX, EyeY - 0.02, 0.18, 0.12, deep, 0.75);
        canvas.Glow(EyeX, EyeY - 0.02, 0.18, 0.12, deep, 0.75);
    }

    private static void DrawEye(Canvas canvas, int side, Colour iris, Colour skin)
    {
        var x = side * EyeX;
        canvas.Ellipse(x, EyeY, 0.082, 0.047, White.Mix(skin, 0.3));
        canvas.Ellipse(x, EyeY, 0.044, 0.046, iris);
        canvas.Ellipse(x, EyeY, 0.022, 0.024, Black);
        canvas.Ellipse(x - 0.014, EyeY - 0.017, 0.011, 0.011, White);
        canvas.Arc(x, EyeY + 0.012, 0.095, 0.065, 200, 340, Black.Mix(skin, 0.1), 0.026);
        canvas.Arc(x, EyeY - 0.01, 0.085, 0.06, 30, 150, skin.Lit(0.5), 0.01);
    }

    private static void DrawBrow(Canvas canvas, int side, Colour hair)
    {
        var middle = 270 + (side * 7.5);
        canvas.Arc(side * (EyeX + 0.005), EyeY - 0.03, 0.125, 0.095, middle - 47.5, middle + 47.5, hair, 0.038);
    }

    private static void DrawNose(Canvas canvas, Colour skin, Colour light)
    {
        canvas.Glow(0, 0.0, 0.06, 0.2, light, 0.8);
        canvas.Glow(0.075, 0.06, 0.04, 0.14, skin.Lit(0.6), 0.55);
        canvas.Glow(0, 0.115, 0.065, 0.05, light, 0.7);
        canvas.Glow(0, 0.17, 0.12, 0.05, skin.Lit(0.45), 0.8);
        canvas.Ellipse(-0.045, 0.155, 0.024, 0.014, skin.Lit(0.35), 15);
        canvas.Ellipse(0.045, 0.155, 0.024, 0.014, skin.Lit(0.35), -15);
    }

    private static void DrawMouth(Canvas canvas, Colour skin, double smile)
    {
        var lips = skin.Lit(0.78).Mix(new Colour(164, 70, 66), 0.36);
        var half = 0.115 + (0.035 * smile);
        canvas.Glow(0, 0.3, half + 0.05, 0.09, lips, 0.75);
        canvas.Ellipse(0, 0.302, half * 0.72, 0.034, lips);
        canvas.Ellipse(-0.03, 0.274, half * 0.6, 0.02, lips.Lit(0.88), -8);
        canvas.Ellipse(0.03, 0.274, half * 0.6, 0.02, lips.Lit(0.88), 8);
        var line = Black.Mix(lips, 0.3);
        if (smile > 0.55)
        {
            canvas.Slice(0, 0.262, half, 0.056, 0, 180, line);
            canvas.Slice(0, 0.264, half * 0.86, 0.036, 0, 180, White.Mix(skin, 0.25));
        }
        else
        {
            var sag = 0.022 + (0.03 * smile);
            canvas.Arc(0, 0.286 - sag, half, sag, 12, 168, line, 0.026);
        }

        canvas.Glow(0, 0.375, 0.1, 0.035, skin.Lit(0.6), 0.7);
    }

    private static void DrawBeard(Canvas canvas, Colour hair, double width)
    {
        canvas.Glow(0, 0.46, 0.44 * width, 0.3, hair, 0.8);
        canvas.Glow(-0.32 * width, 0.3, 0.14, 0.3, hair, 0.6);
        canvas.Glow(0.32 * width, 0.3, 0.14, 0.3, hair, 0.6);
        canvas.Glow(0, 0.22, 0.17, 0.05, hair, 0.8);
    }
}
