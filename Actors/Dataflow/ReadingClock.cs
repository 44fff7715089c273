namespace Vitrine.Dataflow;

/// <summary>
/// When a source reads next: at even intervals, whatever a reading takes, but never in bursts to make up for more than a
/// second lost. Pure.
/// </summary>
/// <param name="Next">When the next reading is due, by the scheduler's clock.</param>
internal readonly record struct ReadingClock(TimeSpan Next)
{
    private static readonly TimeSpan MostToCatchUp = TimeSpan.FromSeconds(1);

    /// <summary>One reading is over.</summary>
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
