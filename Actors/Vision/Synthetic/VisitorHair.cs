namespace Vitrine.Vision.Synthetic;

/// <summary>Draws what is on a head, in three layers: behind the neck, behind the face, and over the brow.</summary>
internal static class VisitorHair
{
    /// <summary>What falls behind neck and shoulders, and the bun.</summary>
    public static void DrawBehind(Canvas canvas, VisitorLooks looks)
    {
        var hair = looks.HairColour;
        switch (looks.Hair)
        {
            case HairStyle.Flowing:
                canvas.Polygon(hair.Lit(0.7), (-0.46, -0.1), (0.46, -0.1), (0.56, 0.95), (-0.56, 0.95));
                break;
            case HairStyle.Bob:
                canvas.Polygon(hair.Lit(0.7), (-0.47, -0.1), (0.47, -0.1), (0.5, 0.5), (-0.5, 0.5));
                break;
            case HairStyle.Bun:
                canvas.Ellipse(0, -0.74, 0.2, 0.17, hair.Lit(0.9));
                canvas.Glow(-0.05, -0.8, 0.12, 0.08, hair.Lit(1.8), 0.6);
                break;
        }
    }

    /// <summary>The volume that the face is set into.</summary>
    public static void DrawMass(Canvas canvas, VisitorLooks looks)
    {
        var hair = looks.HairColour;
        switch (looks.Hair)
        {
            case HairStyle.Bald:
                break;
            case HairStyle.Curls:
                DrawCurls(canvas, hair);
                break;
            case HairStyle.Headscarf:
                DrawHeadscarf(canvas, looks.HatColour);
                break;
            case HairStyle.Flowing or HairStyle.Bob:
                canvas.Ellipse(0, -0.14, 0.48, 0.56, hair);
                canvas.Ellipse(-0.43, 0.2, 0.1, looks.Hair == HairStyle.Flowing ? 0.62 : 0.34, hair, 4);
                canvas.Ellipse(0.43, 0.2, 0.1, looks.Hair == HairStyle.Flowing ? 0.62 : 0.34, hair.Lit(0.85), -4);
                break;
            default:
                canvas.Ellipse(0, -0.18, 0.455, 0.49, hair);
                break;
        }
    }

    /// <summary>What lies over the brow.</summary>
    public static void DrawFringe(Canvas canvas, VisitorLooks looks)
    {
        var hair = looks.HairColour;
        switch (looks.Hair)
        {
            case HairStyle.Cropped or HairStyle.Bun:
                canvas.Slice(0, -0.36, 0.42, 0.31, 180, 360, hair);
                Shine(canvas, hair);
                break;
            case HairStyle.SideParted:
                canvas.Slice(-0.08, -0.38, 0.44, 0.3, 175, 345, hair, 8);
                canvas.Slice(0.12, -0.4, 0.34, 0.28, 180, 360, hair, 12);
                Shine(canvas, hair);
                break;
            case HairStyle.Flowing or HairStyle.Bob:
                canvas.Slice(0, -0.35, 0.45, 0.35, 180, 360, hair);
                canvas.Ellipse(-0.36, -0.22, 0.08, 0.22, hair, 14);
                canvas.Ellipse(0.36, -0.22, 0.08, 0.22, hair.Lit(0.9), -14);
                Shine(canvas, hair);
                break;
            case HairStyle.Curls:
                for (var x = -0.32; x < 0.33; x += 0.16)
                {
                    canvas.Ellipse(x, -0.53 + (0.6 * x * x), 0.12, 0.1, hair);
                }

                Shine(canvas, hair);
                break;
            case HairStyle.Beanie:
                DrawBeanie(canvas, looks.HatColour);
                break;
        }
    }

    private static void Shine(Canvas canvas, Colour hair) =>
        canvas.Glow(-0.14, -0.58, 0.24, 0.09, hair.Mix(new Colour(255, 240, 220), 0.35), 0.7);

    private static void DrawCurls(Canvas canvas, Colour hair)
    {
        canvas.Ellipse(0, -0.24, 0.54, 0.5, hair);
        for (var angle = 150; angle <= 390; angle += 20)
        {
            var radians = angle * Math.PI / 180;
            canvas.Ellipse(0.5 * Math.Cos(radians), -0.24 + (0.48 * Math.Sin(radians)), 0.11, 0.11, hair);
        }
    }

    private static void DrawHeadscarf(Canvas canvas, Colour cloth)
    {
        canvas.Ellipse(0, -0.13, 0.5, 0.58, cloth);
        canvas.Polygon(cloth, (-0.5, -0.1), (0.5, -0.1), (0.42, 0.5), (0.66, 0.86), (-0.66, 0.86), (-0.42, 0.5));
        canvas.Ellipse(0, 0.84, 0.67, 0.2, cloth);
        canvas.Arc(0, 0.35, 0.46, 0.32, 20, 150, cloth.Lit(0.75), 0.025);
        canvas.Arc(-0.05, 0.45, 0.55, 0.36, 20, 140, cloth.Lit(0.75), 0.025);
        canvas.Glow(-0.2, -0.58, 0.35, 0.15, cloth.Lit(1.5), 0.6);
        canvas.Glow(0.5, 0.3, 0.25, 0.7, cloth.Lit(0.6), 0.7);
    }

    private static void DrawBeanie(Canvas canvas, Colour wool)
    {
        canvas.Ellipse(0, -0.85, 0.1, 0.09, wool.Lit(1.3));
        canvas.Slice(0, -0.4, 0.46, 0.43, 180, 360, wool);
        canvas.Glow(-0.15, -0.65, 0.3, 0.18, wool.Lit(1.5), 0.6);
        canvas.Polygon(wool.Lit(0.85), (-0.47, -0.5), (0.47, -0.5), (0.45, -0.36), (-0.45, -0.36));
        for (var rib = -0.42; rib < 0.43; rib += 0.07)
        {
            canvas.Line(rib, -0.49, rib, -0.37, wool.Lit(0.65), 0.014);
        }
    }
}
