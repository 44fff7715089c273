using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Vision;
using Vitrine.Vision.Detection;

namespace Vitrine.Training.Evaluation;

/// <summary>The edge's own detector on single pictures. Belongs to one thread at a time.</summary>
/// <param name="detector">The edge's node; disposed of with this.</param>
/// <param name="padding">Repeated border around the picture, as a share of its longer side, 0 or more.</param>
internal sealed class FaceSearch(DetectStage detector, double padding) : IDisposable
{
    private readonly LeasePool<Mat> pool = new(1, () => new Mat());

    /// <summary>The largest face, in pixels of the picture; null when there is none. It may reach into the border.</summary>
    /// <param name="picture">Height x width x 3, 8 bit, BGR; not changed.</param>
    public FaceDetection? Largest(Mat picture)
    {
        var border = (int)Math.Round(padding * Math.Max(picture.Width, picture.Height));
        var lease = pool.Rent();
        using var frame = new Frame(lease, number: 0, TimeSpan.Zero, capturedAt: 0);
        Cv2.CopyMakeBorder(picture, frame.Pixels, border, border, border, border, BorderTypes.Replicate);
        var faces = detector.Process(frame).Faces;
        if (faces.IsEmpty)
        {
            return null;
        }

        return faces.MaxBy(face => face.Box.Area).Moved(-border, -border);
    }

    public void Dispose()
    {
        detector.Dispose();
        pool.Dispose();
    }
}
