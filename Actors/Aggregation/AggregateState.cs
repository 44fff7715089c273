using System.Collections.Immutable;
using Vitrine.Classification;

namespace Vitrine.Aggregation;

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

    /// <summary>Visitors who have left.</summary>
    public int Departed { get; private init; }

    /// <summary>Time that those who have left had stayed, together.</summary>
    public TimeSpan DwellOfDeparted { get; private init; }

    /// <summary>Those in view now, by track.</summary>
    public ImmutableDictionary<int, Person> Present { get; private init; } = ImmutableDictionary<int, Person>.Empty;

    /// <summary>Mean time that a visitor stayed; zero before the first left.</summary>
    public TimeSpan MeanDwell => Departed == 0 ? TimeSpan.Zero : DwellOfDeparted / Departed;

    /// <summary>All visitors by gender and age group, those in view as they are described now.</summary>
    public DemographicCounts Counts =>
        Present.Values.Aggregate(CountsOfDeparted, (counts, person) => counts.With(person));

    private DemographicCounts CountsOfDeparted { get; init; } = DemographicCounts.None;

    /// <summary>Counts what one frame shows.</summary>
    public AggregateStep Add(DescribedFrame frame)
    {
        var faces = frame.Tracked.Detected.Faces.Length;
        var step = frame.Tracked.Step;
        if (faces == 0 && step.Ended.IsEmpty)
        {
            return new AggregateStep(this, []);
        }

        var present = Present.ToBuilder();
        foreach (var track in step.Confirmed)
        {
            present[track.Id] = Person.Undescribed;
        }

        Cast(present, frame.Ages, static (person, vote) => person.WithAge(vote));
        Cast(present, frame.Genders, static (person, vote) => person.WithGender(vote));
        var departed = ImmutableArray.CreateBuilder<KeyValuePair<int, Person>>(step.Ended.Length);
        foreach (var track in step.Ended)
        {
            if (present.Remove(track.Id, out var person))
            {
                departed.Add(new(track.Id, person));
            }
        }

        var state = this with
        {
            Faces = Faces + faces,
            Visitors = Visitors + step.Confirmed.Length,
            Departed = Departed + step.Ended.Length,
            DwellOfDeparted = step.Ended.Aggregate(DwellOfDeparted, static (sum, track) => sum + track.Dwell),
            CountsOfDeparted = departed.Aggregate(CountsOfDeparted, static (counts, d) => counts.With(d.Value)),
            Present = present.ToImmutable(),
        };
        return new AggregateStep(state, departed.DrainToImmutable());
    }

    /// <summary>Adds votes to the visitors they are about; a face that is no visitor (yet) has no say.</summary>
    private static void Cast(
        ImmutableDictionary<int, Person>.Builder present,
        Votes? votes,
        Func<Person, ImmutableArray<float>, Person> add
    )
    {
        foreach (var vote in votes?.ByFace ?? [])
        {
            if (present.TryGetValue(vote.TrackId, out var person))
            {
                present[vote.TrackId] = add(person, vote.Probabilities);
            }
        }
    }
}
