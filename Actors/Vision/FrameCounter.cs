using OpenCvSharp;
using Vitrine.Dataflow;

namespace Vitrine.Vision;

/// <summary>
/// Numbers and times the frames of one source, also across its restarts, and leases their pixels. One thread at a time.
/// </summary>
public sealed class FrameCounter(LeasePool<Mat> pool, TimeProvider clock)
{
    private readonly long begun = clock.GetTimestamp();
    private long next;
    private int round;

    /// <summary>Time of the last frame; null before the first.</summary>
    public TimeSpan? Last { get; private set; }

    /// <summary>The recording begins again with the next frame.</summary>
    public void BeginRound() => round++;

    /// <summary>Leases pixels, has them filled, keeps them private, and makes a frame of them.</summary>
    /// <param name="fill">
    /// Fills height x width x 3, 8 bit, BGR, for the given time of the source; false: there is nothing more.
    /// </param>
    /// <param name="framesPerSecond">
    /// Rate of a recording, whose frames are timed by their number; null for a live source, timed by the clock.
    /// </param>
    /// <returns>The frame, or null when <paramref name="fill"/> returned false.</returns>
    public Frame? Fill(Func<Mat, TimeSpan, bool> fill, double? framesPerSecond)
    {
        var recorded = framesPerSecond is { } rate ? TimeSpan.FromSeconds(next / rate) : (TimeSpan?)null;
        return Fill(pixels =>
            fill(pixels, recorded ?? clock.GetElapsedTime(begun)) ? recorded ?? clock.GetElapsedTime(begun) : null
        );
    }

    /// <summary>The same of a source that knows the time of each frame.</summary>
    /// <param name="fill">Fills as above, and tells the time; null: there is nothing more.</param>
    public Frame? Fill(Func<Mat, TimeSpan?> fill)
    {
        var lease = pool.Rent();
        try
        {
            if (fill(lease.Value) is not { } time)
            {
                lease.Dispose();
                return null;
            }

            PrivateMemory.Keep(lease.Value);
            Last = time;
            return new Frame(lease, next++, time, clock.GetTimestamp(), round);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }
}
