using System.Collections.Immutable;
using OpenCvSharp;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Detection;

namespace Vitrine.Device;

/// <summary>
/// Watches the live model and takes faces for the other: one at a time, and only while the other has taken no more than
/// its share of the time. To the live stage it costs a copy of a few pixels.
/// </summary>
/// <param name="margin">How much of the picture the other model needs, over the face's longer side.</param>
/// <param name="share">Share of the time that the other may take, 0 to 1.</param>
/// <param name="take">Takes the face; <see cref="Done"/> is called when it is done with.</param>
/// <param name="clock">Measures.</param>
internal sealed class TrialSampler(double margin, double share, Action<TrialFace> take, TimeProvider clock)
{
    private readonly long begun = clock.GetTimestamp();
    private long spent;
    private int busy;
    private int seen;
    private int failed;

    /// <summary>Faces that the live model was given.</summary>
    public int Seen => Volatile.Read(ref seen);

    /// <summary>Faces among them that it failed on.</summary>
    public int Failed => Volatile.Read(ref failed);

    /// <summary>A <see cref="FaceWatch"/>.</summary>
    public void Look(Mat picture, FaceDetection face, ImmutableArray<float> said, TimeSpan took)
    {
        Interlocked.Increment(ref seen);
        if (said.IsDefault)
        {
            Interlocked.Increment(ref failed);
        }
        else if (IsWithinShare() && Interlocked.CompareExchange(ref busy, 1, 0) == 0)
        {
            take(Cut(picture, face, said, took));
        }
    }

    /// <summary>The other model is done with the face that it was given.</summary>
    /// <param name="took">Its time.</param>
    public void Done(TimeSpan took)
    {
        Interlocked.Add(ref spent, took.Ticks);
        Volatile.Write(ref busy, 0);
    }

    private bool IsWithinShare() => Interlocked.Read(ref spent) <= clock.GetElapsedTime(begun).Ticks * share;

    /// <summary>
    /// What the other model will cut out, by box or by landmarks, as far as it lies in the picture. Where it does not, the model repeats
    /// the edge, which is the picture's own.
    /// </summary>
    private TrialFace Cut(Mat picture, FaceDetection face, ImmutableArray<float> said, TimeSpan took)
    {
        var square = FacePreprocessor.Square(face.Box, margin) | FaceSquare.Of(face).Bounds(margin);
        var inside = square & new Rect(0, 0, picture.Width, picture.Height);
        var cut = face.Moved(-inside.X, -inside.Y);
        using var part = picture.SubMat(inside);
        return new TrialFace(part.Clone(), cut, said, took);
    }
}
