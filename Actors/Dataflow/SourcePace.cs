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
