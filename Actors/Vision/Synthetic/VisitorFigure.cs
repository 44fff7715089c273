namespace Vitrine.Vision.Synthetic;

/// <summary>
/// Draws a visitor from the back to the front. A canvas unit is the side of the face box, the origin its centre: eyes
/// are at -0.11, the chin is at 0.5.
/// </summary>
internal static class VisitorFigure
{
    public static void Draw(Canvas canvas, VisitorLooks looks, double bottom)
    {
        VisitorHair.DrawBehind(canvas, looks);
        DrawNeck(canvas, looks.Skin.Colour);
        DrawCoat(canvas, looks, bottom);
        if (looks.Scarf)
        {
            DrawScarf(canvas, looks.Shirt);
        }

        VisitorHair.DrawMass(canvas, looks);
        VisitorFace.Draw(canvas, looks);
        VisitorHair.DrawFringe(canvas, looks);
        if (looks.Glasses)
        {
            DrawGlasses(canvas);
        }
    }

    private static void DrawNeck(Canvas canvas, Colour skin)
    {
        canvas.Polygon(skin.Lit(0.8), (-0.19, 0.2), (0.19, 0.2), (0.24, 0.8), (-0.24, 0.8));
        canvas.Glow(0, 0.46, 0.3, 0.22, skin.Lit(0.45), 0.9);
    }

    private static void DrawCoat(Canvas canvas, VisitorLooks looks, double bottom)
    {
        var coat = looks.Coat;
        canvas.Ellipse(0, 1.2, 0.86, 0.5, coat);
        canvas.Ellipse(-0.66, 1.18, 0.36, 0.4, coat);
        canvas.Ellipse(0.66, 1.18, 0.36, 0.4, coat);
        canvas.Polygon(coat, (-0.22, 0.6), (0.22, 0.6), (0.75, 0.84), (-0.75, 0.84));
        canvas.Polygon(coat, (-1.02, 1.2), (1.02, 1.2), (1.08, bottom), (-1.08, bottom));

        // A lopsided opening: a straight one, light between dark lapels under a dark chin, looks like a face to Haar.
        var shirt = looks.Shirt.Mix(coat, 0.35);
        canvas.Polygon(shirt, (-0.25, 0.6), (0.25, 0.6), (0.3, 0.8), (0.16, 1.12), (-0.2, 0.8));
        canvas.Ellipse(0, 0.6, 0.25, 0.1, shirt.Lit(0.85));
        canvas.Ellipse(0, 0.56, 0.2, 0.09, looks.Skin.Colour.Lit(0.7));
        var lapel = coat.Lit(1.2);
        canvas.Polygon(lapel, (-0.27, 0.58), (-0.4, 0.76), (-0.24, 0.92), (0.2, 1.36), (0.2, 1.2), (-0.16, 0.74));
        canvas.Polygon(coat.Lit(1.08), (0.27, 0.58), (0.4, 0.78), (0.34, 0.98), (0.16, 1.2), (0.24, 0.8));
        canvas.Line(0.19, 1.32, 0.22, bottom, coat.Lit(0.7), 0.02);
        for (var button = 1.5; button < bottom; button += 0.34)
        {
            canvas.Ellipse(0.11, button, 0.03, 0.03, coat.Lit(0.55));
        }

        // Sleeves, and light from the upper left.
        canvas.Line(-0.68, 1.45, -0.74, bottom, coat.Lit(0.72), 0.025);
        canvas.Line(0.68, 1.45, 0.74, bottom, coat.Lit(0.72), 0.025);
        canvas.Glow(-0.55, 0.95, 0.6, 0.5, coat.Lit(1.5), 0.5);
        canvas.Glow(1.05, 1.7, 0.6, 1.4, coat.Lit(0.5), 0.8);
        canvas.Glow(-1.15, 1.9, 0.35, 1.2, coat.Lit(0.5), 0.7);
    }

    private static void DrawScarf(Canvas canvas, Colour wool)
    {
        canvas.Polygon(wool.Lit(0.85), (0.1, 0.68), (0.34, 0.66), (0.4, 1.35), (0.14, 1.4));
        canvas.Ellipse(0, 0.66, 0.4, 0.17, wool);
        canvas.Arc(0, 0.52, 0.4, 0.22, 30, 150, wool.Lit(0.75), 0.02);
        canvas.Arc(0, 0.6, 0.36, 0.19, 30, 150, wool.Lit(0.8), 0.02);
        for (var stripe = 0.92; stripe < 1.35; stripe += 0.14)
        {
            canvas.Line(0.14, stripe, 0.36, stripe - 0.02, wool.Lit(0.65), 0.035);
        }
    }

    private static void DrawGlasses(Canvas canvas)
    {
        const double Rim = 0.014;
        var frame = Colour.FromHex(0x3B2F2A);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            canvas.Arc(side * 0.185, -0.1, 0.135, 0.115, 0, 360, frame, Rim);
            canvas.Line(side * 0.32, -0.12, side * 0.41, -0.14, frame, Rim);
            canvas.Line((side * 0.185) - 0.08, -0.13, (side * 0.185) - 0.05, -0.17, new Colour(235, 228, 216), 0.01);
        }

        canvas.Arc(0, -0.1, 0.05, 0.03, 180, 360, frame, Rim);
    }
}
