namespace Vitrine.Dataflow;

/// <summary>How fast a source reads, and whether it may drop.</summary>
/// <param name="MayDrop">
/// True: it reads on whether or not anybody asks; the newest element waits, an older one waiting is replaced and counted
/// as dropped. False: it reads one ahead and then waits for demand; nothing is dropped.
/// </param>
/// <param name="Interval">Time from one reading to the next; zero where reading takes its own time.</param>
public sealed record SourcePace(bool MayDrop, TimeSpan Interval)
{
    /// <summary>As fast as downstream takes them, without loss.</summary>
    public static readonly SourcePace OnDemand = new(MayDrop: false, TimeSpan.Zero);

    /// <summary>As fast as a live source gives them.</summary>
    public static readonly SourcePace Live = new(MayDrop: true, TimeSpan.Zero);

    /// <summary>By the clock, like a live source, for recordings.</summary>
    /// <param name="interval">Time from one reading to the next.</param>
    public static SourcePace Every(TimeSpan interval) => new(MayDrop: true, interval);
}

#pragma warning disable MA0048 // The pace, kept.
/// <summary>
/// When a source reads next: at even intervals, whatever a reading takes, but never in bursts to make up for more than a
/// second lost. Pure.
/// </summary>
/// <param name="Next">When the next reading is due, by the scheduler's clock.</param>
internal readonly record struct ReadingClock(TimeSpan Next)
{
    private static readonly TimeSpan MostToCatchUp = TimeSpan.FromSeconds(1);

    /// <summary>One reading has ended.</summary>
    /// <param name="now">The scheduler's time.</param>
    /// <param name="interval">From one reading to the next; zero: the next is due at once.</param>
    public ReadingClock After(TimeSpan now, TimeSpan interval)
    {
        var next = Next + interval;
        return new ReadingClock(interval == TimeSpan.Zero || now - next > MostToCatchUp ? now : next);
    }

    /// <summary>How long until the next reading; zero or less when it is due.</summary>
    public TimeSpan Wait(TimeSpan now) => Next - now;
}
#pragma warning restore MA0048
