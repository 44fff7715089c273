using OpenCvSharp;
using Vitrine.Vision.Detection;

namespace Vitrine.Training.Detector;

/// <summary>
/// The head of a picture on a body that is drawn. Pictures of faces seldom show more than shoulders; a detector that learned from them
/// alone takes sleeves, hands and prints on clothes for faces. Lengths are in widths and heights of the face.
/// </summary>
internal sealed class ScenePerson
{
    // Of a body, hips and what is below are often out of the picture or behind something.
    private const double LegsShare = 0.6;
    private const double PanelShare = 0.35;
    private const double PrintedShare = 0.4;
    private const int LeastPrint = 8;
    private const double BareArmShare = 0.5;

    private readonly ScenePicture source;
    private readonly ScenePictures pictures;
    private readonly Random random;
    private readonly FaceDetection face;
    private readonly Scalar skin;

    /// <param name="source">Shows a face; not owned.</param>
    /// <param name="pictures">What clothes are made of.</param>
    /// <param name="random">Decides everything.</param>
    public ScenePerson(ScenePicture source, ScenePictures pictures, Random random)
    {
        (this.source, this.pictures, this.random) = (source, pictures, random);
        face = source.Faces.MaxBy(one => one.Box.Area);
        var box = face.Box;
        var middle =
            new Rect(
                (int)(box.X + (box.Width / 3)),
                (int)box.CentreY,
                (int)(box.Width / 3) + 1,
                (int)(box.Height / 5) + 1
            ) & new Rect(default, source.Picture.Size());
        if (middle is { Width: > 0, Height: > 0 })
        {
            using var cheeks = source.Picture.SubMat(middle);
            skin = Cv2.Mean(cheeks);
        }
    }

    /// <summary>Paints the body, then the head, unless they would cover too much of a face that is there.</summary>
    /// <returns>Whether it was painted.</returns>
    public bool Paint(Scene scene, Placing placing, double mayCover, float leastHeight)
    {
        var body = new SceneBody(placing.Moved(face, source.Picture.Size()), random);
        using var mask = new Mat(scene.Picture.Size(), MatType.CV_8UC1, Scalar.Black);
        Cv2.Ellipse(mask, body.Middle, body.HeadAxes, 0, 0, 360, Scalar.White, -1);
        Cv2.FillPoly(mask, [body.Torso], Scalar.White);
        if (scene.MostCovered(mask) > mayCover)
        {
            return false;
        }

        Dress(scene, body);
        using var head = HeadAlone();
        return placing.Paint(head, scene, isSoft: true, mayCover: 1, leastHeight);
    }

    private void Dress(Scene scene, SceneBody body)
    {
        if (random.NextDouble() < LegsShare)
        {
            Fill(scene, body.Legs, Shade());
        }

        using var cloth = Cloth(scene.Picture.Size(), body.Torso);
        using var shirt = new Mat(scene.Picture.Size(), MatType.CV_8UC1, Scalar.Black);
        Cv2.FillPoly(shirt, [body.Torso], Scalar.White);
        var isBare = random.NextDouble() < BareArmShare;
        foreach (var (shoulder, elbow, wrist) in body.Arms)
        {
            Cv2.Line(shirt, shoulder, elbow, Scalar.White, body.Thickness);
            if (!isBare)
            {
                Cv2.Line(shirt, elbow, wrist, Scalar.White, body.Thickness);
            }
        }

        cloth.CopyTo(scene.Picture, shirt);
        scene.Cover(shirt);
        if (random.NextDouble() < PanelShare)
        {
            Fill(scene, body.Panel(random), Shade());
        }

        Fill(scene, body.Neck, Lit(0.6, 1));
        using var bare = new Mat(scene.Picture.Size(), MatType.CV_8UC1, Scalar.Black);
        foreach (var (_, elbow, wrist) in body.Arms)
        {
            Cv2.Ellipse(bare, wrist, body.HandAxes, random.Next(180), 0, 360, Scalar.White, -1);
            if (isBare)
            {
                Cv2.Line(bare, elbow, wrist, Scalar.White, Math.Max(1, body.Thickness * 2 / 3));
            }
        }

        scene.Picture.SetTo(Lit(0.6, 1.1), bare);
        scene.Cover(bare);
    }

    private static void Fill(Scene scene, Point[] shape, Scalar colour)
    {
        using var mask = new Mat(scene.Picture.Size(), MatType.CV_8UC1, Scalar.Black);
        Cv2.FillPoly(mask, [shape], Scalar.White);
        scene.Picture.SetTo(colour, mask);
        scene.Cover(mask);
    }

    // Of one colour, printed all over, or a part of a picture.
    private Mat Cloth(Size size, Point[] torso)
    {
        var cloth = new Mat(size, MatType.CV_8UC3, Shade());
        var seen = Cv2.BoundingRect(torso) & new Rect(default, size);
        if (random.NextDouble() >= PrintedShare || Math.Min(seen.Width, seen.Height) < LeastPrint)
        {
            return cloth;
        }

        using var shirt = cloth.SubMat(seen);
        if (random.Next(3) == 0)
        {
            SceneClutter.FillFront(shirt, pictures, random);
        }
        else
        {
            using var part = pictures.Empty(random);
            Cv2.Resize(part.Picture, shirt, seen.Size, interpolation: InterpolationFlags.Area);
        }

        return cloth;
    }

    private Scalar Shade()
    {
        var light = random.Next(10, 256);
        double Channel() => Math.Clamp(light + random.Next(-60, 61), 0, 255);
        return new Scalar(Channel(), Channel(), Channel());
    }

    private Scalar Lit(double least, double most)
    {
        var light = least + ((most - least) * random.NextDouble());
        return new Scalar(skin.Val0 * light, skin.Val1 * light, skin.Val2 * light);
    }

    // The face with its hair.
    private ScenePicture HeadAlone()
    {
        var mask = new Mat(source.Mask.Size(), MatType.CV_8UC1, Scalar.Black);
        var (middle, axes) = SceneBody.Head(face);
        Cv2.Ellipse(mask, middle, axes, 0, 0, 360, Scalar.White, -1);
        Cv2.BitwiseAnd(mask, source.Mask, mask);
        return new ScenePicture(source.Picture.Clone(), mask, [face]);
    }
}
