using OpenCvSharp;

namespace Vitrine.Vision.Synthetic;

/// <summary>A visitor, drawn once from the head to where the picture ends, and laid where the face is.</summary>
internal sealed class VisitorPicture : IDisposable
{
    private const double AboveFace = 0.95;

    private readonly Sprite sprite;
    private readonly int left;
    private readonly int top;

    public VisitorPicture(ShopVisit visit, int frameHeight)
    {
        var face = visit.Walk.FaceSize;
        left = (int)Math.Ceiling(Walk.Reach * face);
        top = (int)Math.Ceiling(AboveFace * face);
        // A little more than reaches the frame's end, for the bobbing.
        var height = top + (int)(frameHeight - visit.Walk.EyeLevel + (0.1 * face));
        using var canvas = new Canvas(new Size(2 * left, height), face, new Point2d(left, top));
        VisitorFigure.Draw(canvas, visit.Looks, bottom: (height - top) / face);
        using var drawn = canvas.Finish();
        sprite = new Sprite(drawn);
    }

    public void Dispose() => sprite.Dispose();

    public void Lay(Mat into, Box face) =>
        sprite.Lay(into, (int)MathF.Round(face.CentreX) - left, (int)MathF.Round(face.CentreY) - top);
}
