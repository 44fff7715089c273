using OpenCvSharp;
using Vitrine.Dataflow;

namespace Vitrine.Vision;

/// <summary>
/// One picture on its way through the graph: a lease on pooled pixels. It lives in memory only; no serializer takes it.
/// </summary>
/// <param name="pixels">The lease; the frame owns it from now on.</param>
/// <param name="number">Position in its source, from 0.</param>
/// <param name="time">Time of the picture since the source began, by the source's own clock.</param>
/// <param name="capturedAt">When it was read, as a timestamp of the process's <see cref="TimeProvider"/>.</param>
/// <param name="round">How often the recording has begun again.</param>
public sealed class Frame(Lease<Mat> pixels, long number, TimeSpan time, long capturedAt, int round = 0)
    : IDisposable,
        ILocalOnly
{
    /// <summary>Position in its source, from 0.</summary>
    public long Number => number;

    /// <summary>Time of the picture since the source began, by the source's own clock.</summary>
    public TimeSpan Time => time;

    /// <summary>When it was read, as a timestamp of the process's <see cref="TimeProvider"/>.</summary>
    public long CapturedAt => capturedAt;

    /// <summary>How often the recording has begun again; nobody is there of the round before.</summary>
    public int Round => round;

    /// <summary>Height x width x 3, 8 bit, BGR. Read only for whoever shares the frame.</summary>
    public Mat Pixels => pixels.Value;

    /// <summary>A second hold on the same pixels, for a parallel branch.</summary>
    public Frame Share() => new(pixels.Share(), Number, Time, CapturedAt, Round);

    /// <summary>Gives the pixels back to their pool.</summary>
    public void Dispose() => pixels.Dispose();
}
