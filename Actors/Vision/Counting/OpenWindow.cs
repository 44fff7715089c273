namespace Vitrine.Vision.Counting;

/// <summary>
/// Everything counted so far, and what of it belongs to the window not yet cut. A value type, so that an empty frame
/// allocates nothing. Pure.
/// </summary>
public readonly record struct OpenWindow
{
    /// <summary>Nothing yet.</summary>
    /// <param name="places">The lines and zones.</param>
    public OpenWindow(PlaceOptions places) => Whereabouts = new Whereabouts(places);

    /// <summary>Everything counted so far, over all windows.</summary>
    public AggregateState Counted { get; private init; } = AggregateState.Empty;

    private TimeSpan? LastFrame { get; init; }

    private OccupancyTally Occupancy { get; init; }

    private Newcomers Newcomers { get; init; } = Newcomers.None;

    private Dwells Dwells { get; init; } = Dwells.None;

    private Whereabouts Whereabouts { get; init; }

    /// <summary>Counts what one frame shows.</summary>
    public OpenWindow Add(Observation frame)
    {
        var (step, time) = (frame.People, frame.Frame.Time);
        var (counted, arrived, departed) = Counted.Add(frame);
        return this with
        {
            Counted = counted,
            LastFrame = time,
            Occupancy = Occupancy.With(time - (LastFrame ?? time), Counted.Present.Count, counted.Present.Count),
            Newcomers = Newcomers.With(arrived, departed),
            Dwells = step.Ended.Aggregate(Dwells, static (dwells, track) => dwells.With(track.Dwell)),
            Whereabouts = Whereabouts.IsIdle ? Whereabouts : Whereabouts.Add(time, frame.Size, step),
        };
    }

    /// <summary>Ends the window: what was counted in it, and the next one, which begins with nothing.</summary>
    public (OpenWindow Next, WindowTally Tally) Cut()
    {
        var tally = new WindowTally
        {
            Visitors = Newcomers.Visitors,
            Counts = Newcomers.Counts(Counted.Present),
            Occupancy = Occupancy,
            Dwells = Dwells,
            Lines = Whereabouts.Lines,
            Zones = Whereabouts.Zones,
        };
        var next = this with
        {
            Occupancy = default,
            Newcomers = Newcomers.None,
            Dwells = Dwells.None,
            Whereabouts = Whereabouts.Cut(),
        };
        return (next, tally);
    }
}
