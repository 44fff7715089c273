using System.Collections.Immutable;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Tracking;

namespace Vitrine.Vision.Counting;

/// <summary>
/// Everything counted so far. Its size depends on the people in view now, not on those who passed. Pure; a frame in which
/// nothing happened leaves it as it is.
/// </summary>
public sealed record AggregateState
{
    private AggregateState() { }

    /// <summary>Nothing counted yet.</summary>
    public static AggregateState Empty { get; } = new();

    /// <summary>Faces found, over all frames.</summary>
    public long Faces { get; private init; }

    /// <summary>People counted, each once.</summary>
    public int Visitors { get; private init; }

    /// <summary>Visitors who were seen to leave.</summary>
    public int Departed { get; private init; }

    /// <summary>Time that those had stayed, together.</summary>
    public TimeSpan DwellOfDeparted { get; private init; }

    /// <summary>Those in view now, by track.</summary>
    public ImmutableDictionary<int, Person> Present { get; private init; } = ImmutableDictionary<int, Person>.Empty;

    /// <summary>Mean time that a visitor stayed; zero before the first left.</summary>
    public TimeSpan MeanDwell => Departed == 0 ? TimeSpan.Zero : DwellOfDeparted / Departed;

    /// <summary>All visitors by gender and age group, those in view as they are described now.</summary>
    public DemographicCounts Counts =>
        Present.Values.Aggregate(CountsOfDeparted, (counts, person) => counts.With(person));

    private DemographicCounts CountsOfDeparted { get; init; } = DemographicCounts.None;

    /// <summary>
    /// Counts what one frame shows. Who came and who left follows from the tracks, not from the tracker's news alone: the
    /// frame that brought them may have been lost on its way.
    /// </summary>
    public AggregateStep Add(Observation frame)
    {
        var faces = frame.Faces.Length;
        var step = frame.People;
        return faces == 0 && step.Ended.IsEmpty && AreAll(step.State.Tracks)
            ? new AggregateStep(this, [], [])
            : Changed(frame, faces, step);
    }

    private AggregateStep Changed(Observation frame, int faces, TrackerStep step)
    {
        var present = Present.ToBuilder();
        var followed = step.State.Tracks.Where(track => track.Confirmed).ToArray();
        int[] arrived =
        [
            .. followed.Concat(step.Ended).Select(track => track.Id).Where(id => !Present.ContainsKey(id)),
        ];
        present.AddRange(arrived.Select(id => KeyValuePair.Create(id, Person.Undescribed)));
        Cast(present, frame.Votes);
        var departed = present.ExceptBy(followed.Select(track => track.Id), person => person.Key).ToImmutableArray();
        present.RemoveRange(departed.Select(person => person.Key));
        var state = this with
        {
            Faces = Faces + faces,
            Visitors = Visitors + arrived.Length,
            Departed = Departed + step.Ended.Length,
            DwellOfDeparted = step.Ended.Aggregate(DwellOfDeparted, static (sum, track) => sum + track.Dwell),
            CountsOfDeparted = departed.Aggregate(CountsOfDeparted, static (counts, d) => counts.With(d.Value)),
            Present = present.ToImmutable(),
        };
        return new AggregateStep(state, [.. arrived], departed);
    }

    /// <summary>Whether the visitors among these are just those in view.</summary>
    private bool AreAll(ImmutableArray<Track> tracks)
    {
        var visitors = 0;
        foreach (var track in tracks)
        {
            if (track.Confirmed && !Present.ContainsKey(track.Id))
            {
                return false;
            }

            visitors += track.Confirmed ? 1 : 0;
        }

        return visitors == Present.Count;
    }

    /// <summary>Adds votes to the visitors they are about; votes on faces that are no visitors (yet) do not count.</summary>
    private static void Cast(ImmutableDictionary<int, Person>.Builder present, ImmutableArray<Votes> all)
    {
        foreach (var (attribute, votes) in all)
        {
            foreach (var vote in votes)
            {
                if (present.TryGetValue(vote.TrackId, out var person))
                {
                    present[vote.TrackId] = person.With(attribute, vote.Probabilities);
                }
            }
        }
    }
}

/// <summary>What one frame did to the counts. A value type, so that an empty frame allocates nothing.</summary>
/// <param name="State">The counts after this frame.</param>
/// <param name="Arrived">Visitors who are new in this frame, by track.</param>
/// <param name="Departed">Visitors who left in this frame, as they were described at last, by track.</param>
public readonly record struct AggregateStep(
    AggregateState State,
    ImmutableArray<int> Arrived,
    ImmutableArray<KeyValuePair<int, Person>> Departed
);
