using Vitrine.Dataflow;

namespace Vitrine.Vision.Counting;

/// <summary>
/// The aggregator's node, where every picture ends. Takes described pictures in order, and adds what is counted so
/// far. Remembers all counts, so it works alone and is kept across restarts. Others cut its windows.
/// </summary>
/// <param name="clock">Measures how long a picture was under way.</param>
/// <param name="places">The lines and zones.</param>
public sealed class AggregateStage(TimeProvider clock, PlaceOptions places) : IStage<Observation, Observation>
{
    private readonly Lock gate = new();
    private OpenWindow window = new(places);

    /// <summary>What is counted so far. Any thread may read it.</summary>
    public AggregateState Counted
    {
        get
        {
            lock (gate)
            {
                return window.Counted;
            }
        }
    }

    /// <summary>Time from a picture's capture until it was counted.</summary>
    public DurationHistogram EndToEnd { get; } = new(clock);

    /// <inheritdoc />
    public Observation Process(Observation input)
    {
        lock (gate)
        {
            window = window.Add(input);
            input.Counted = window.Counted;
        }

        EndToEnd.Record(clock.GetElapsedTime(input.Frame.CapturedAt));
        return input;
    }

    /// <summary>
    /// Ends the window: what was counted since the last cut, each frame in one window. Any thread may call it.
    /// </summary>
    public WindowTally Cut()
    {
        lock (gate)
        {
            (window, var tally) = window.Cut();
            return tally;
        }
    }

    /// <inheritdoc />
    public void Dispose() { }
}
