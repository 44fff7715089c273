using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Vision;

namespace Vitrine.Tests.Vision;

/// <summary>Makes frames, and knows how many of them have not come back.</summary>
internal sealed class FramePool : IDisposable
{
    private readonly LeasePool<Mat> pool = new(64, () => new Mat());

    public FramePool() => Counter = new FrameCounter(pool, TimeProvider.System);

    public FrameCounter Counter { get; }

    public int Out => pool.Outstanding;

    /// <summary>A frame of one colour (blue, green, red).</summary>
    public Frame Plain(int width = 64, int height = 48, Scalar colour = default) =>
        Counter.Fill((pixels, _) => Paint(pixels, width, height, colour), framesPerSecond: 10)!;

    /// <summary>Reads a source to its end, giving each frame back; tells what <paramref name="look"/> saw.</summary>
    public static List<T> ReadAll<T>(Func<Frame?> read, Func<Frame, T> look)
    {
        var seen = new List<T>();
        while (read() is { } frame)
        {
            using (frame)
            {
                seen.Add(look(frame));
            }
        }

        return seen;
    }

    public void Dispose() => pool.Dispose();

    private static bool Paint(Mat pixels, int width, int height, Scalar colour)
    {
        pixels.Create(height, width, MatType.CV_8UC3);
        pixels.SetTo(colour);
        return true;
    }
}
