using System.Collections.Immutable;
using System.Numerics;
using Vitrine.Vision.Tracking;

namespace Vitrine.Vision.Counting;

/// <summary>
/// Where everybody in view is in respect of lines and zones, and what was counted since the last cut. A person is followed
/// from the first face on; what happened before the tracker was sure counts once it is. Pure.
/// </summary>
public sealed record Whereabouts
{
    private readonly PlaceOptions places;

    /// <param name="places">The lines and zones.</param>
    public Whereabouts(PlaceOptions places)
    {
        this.places = places;
        Lines = [.. places.Lines.Select(line => new LineTally(line.Name, 0, 0))];
        Zones = [.. places.Zones.Select(zone => new ZoneTally(zone.Name, 0, Dwells.None))];
    }

    /// <summary>Crossings since the last cut.</summary>
    public ImmutableArray<LineTally> Lines { get; private init; }

    /// <summary>Visitors in zones since the last cut.</summary>
    public ImmutableArray<ZoneTally> Zones { get; private init; }

    private ImmutableDictionary<int, Footprint> People { get; init; } = ImmutableDictionary<int, Footprint>.Empty;

    /// <summary>People who are followed now.</summary>
    internal int Followed => People.Count;

    /// <summary>Whether there is no line and no zone, so that nobody need be followed.</summary>
    public bool IsIdle => places.Lines.IsEmpty && places.Zones.IsEmpty;

    /// <summary>With what one frame did.</summary>
    /// <param name="time">The frame's time.</param>
    /// <param name="picture">The picture's size.</param>
    /// <param name="step">Who is where, and who left.</param>
    public Whereabouts Add(TimeSpan time, FrameSize picture, TrackerStep step)
    {
        if (IsIdle || (step.Sightings.IsEmpty && People.Count == step.State.Tracks.Length))
        {
            return this;
        }

        var people = People.ToBuilder();
        var (lines, zones) = (Lines, Zones);
        foreach (var sighting in step.Sightings)
        {
            var footprint = people.TryGetValue(sighting.TrackId, out var old)
                ? old
                : Footprint.Begin(sighting.Face.Box, time, places);
            footprint = footprint.Step(sighting.Face.Box, time, new Vector2(picture.Width, picture.Height), places);
            if (sighting.Confirmed)
            {
                (footprint, lines, zones) = Count(footprint, lines, zones);
            }

            people[sighting.TrackId] = footprint;
        }

        foreach (var track in step.Ended)
        {
            zones = people.TryGetValue(track.Id, out var last) ? Leave(last, zones) : zones;
        }

        people.RemoveRange(People.Keys.Except(step.State.Tracks.Select(track => track.Id)));
        return this with { People = people.ToImmutable(), Lines = lines, Zones = zones };
    }

    /// <summary>The same people, and nothing counted.</summary>
    public Whereabouts Cut() =>
        this with
        {
            Lines = [.. Lines.Select(line => line with { In = 0, Out = 0 })],
            Zones = [.. Zones.Select(zone => zone with { Visitors = 0, Dwells = Dwells.None })],
        };

    /// <summary>Counts what a visitor has done and is not counted yet.</summary>
    private static (Footprint, ImmutableArray<LineTally>, ImmutableArray<ZoneTally>) Count(
        Footprint footprint,
        ImmutableArray<LineTally> lines,
        ImmutableArray<ZoneTally> zones
    )
    {
        var (crossings, stays) = (footprint.Crossings, footprint.Stays);
        for (var i = 0; i < crossings.Length; i++)
        {
            if (crossings[i] is { In: > 0 } or { Out: > 0 })
            {
                var (line, crossing) = (lines[i], crossings[i]);
                lines = lines.SetItem(i, line with { In = line.In + crossing.In, Out = line.Out + crossing.Out });
                crossings = crossings.SetItem(i, crossing with { In = 0, Out = 0 });
            }
        }

        for (var i = 0; i < stays.Length; i++)
        {
            if (stays[i] is { Entered: true, Counted: false })
            {
                zones = zones.SetItem(i, zones[i] with { Visitors = zones[i].Visitors + 1 });
                stays = stays.SetItem(i, stays[i] with { Counted = true });
            }
        }

        return (footprint with { Crossings = crossings, Stays = stays }, lines, zones);
    }

    /// <summary>Ends a visitor's visits to zones.</summary>
    private static ImmutableArray<ZoneTally> Leave(Footprint last, ImmutableArray<ZoneTally> zones)
    {
        for (var i = 0; i < zones.Length; i++)
        {
            if (last.Stays[i].Counted)
            {
                zones = zones.SetItem(
                    i,
                    zones[i] with
                    {
                        Dwells = zones[i].Dwells.With(last.Stays[i].Until(last.Seen)),
                    }
                );
            }
        }

        return zones;
    }
}

/// <summary>Crossings of one line by visitors.</summary>
/// <param name="Name">The line's name.</param>
/// <param name="In">From its left side to its right side.</param>
/// <param name="Out">From its right side to its left side.</param>
public sealed record LineTally(string Name, int In, int Out);

/// <summary>Visitors in one zone.</summary>
/// <param name="Name">The zone's name.</param>
/// <param name="Visitors">Visitors who came into it for the first time.</param>
/// <param name="Dwells">Time inside, of visitors who had been in it and have left the picture.</param>
public sealed record ZoneTally(string Name, int Visitors, Dwells Dwells);
