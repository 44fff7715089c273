namespace Vitrine.Vision.Counting;

/// <summary>
/// How many people were in view, by the time of the frames. A value type, so that a frame in which nothing happens
/// allocates nothing. Pure.
/// </summary>
/// <param name="PersonTime">Time in view, added up over all people.</param>
/// <param name="Time">Time that the frames cover.</param>
/// <param name="Peak">Most people in view at the same time.</param>
public readonly record struct OccupancyTally(TimeSpan PersonTime, TimeSpan Time, int Peak)
{
    /// <summary>Two frames further apart count as this far apart: in a longer gap nobody knows who was there.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(5);

    /// <summary>Mean number of people in view; 0 when there was no frame.</summary>
    public double Mean => Time > TimeSpan.Zero ? PersonTime / Time : Peak;

    /// <summary>With one more frame.</summary>
    /// <param name="elapsed">Time since the frame before; below zero (a source that starts over) counts as none.</param>
    /// <param name="before">People in view since that frame.</param>
    /// <param name="now">People in view from this frame on.</param>
    public OccupancyTally With(TimeSpan elapsed, int before, int now)
    {
        var ticks = Math.Clamp(elapsed.Ticks, 0, LongestGap.Ticks);
        return new OccupancyTally(
            PersonTime + TimeSpan.FromTicks(ticks * before),
            Time + TimeSpan.FromTicks(ticks),
            Math.Max(Peak, Math.Max(now, ticks > 0 ? before : 0))
        );
    }

    /// <summary>Both times together.</summary>
    public OccupancyTally Merge(OccupancyTally later) =>
        new(PersonTime + later.PersonTime, Time + later.Time, Math.Max(Peak, later.Peak));
}
