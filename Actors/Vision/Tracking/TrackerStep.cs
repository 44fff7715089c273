using System.Collections.Immutable;

namespace Vitrine.Vision.Tracking;

/// <summary>What one frame did to the tracks. A value type, so that an empty frame allocates nothing.</summary>
/// <param name="State">The tracks after this frame.</param>
/// <param name="Sightings">
/// This frame's faces with their tracks, in the detector's order. Left out are doubles of another face, and faces too
/// doubtful to begin a track.
/// </param>
/// <param name="Confirmed">Tracks that became visitors in this frame.</param>
/// <param name="Ended">
/// Visitors who left: <see cref="Track.Dwell"/> is final. Unconfirmed tracks end unmentioned.
/// </param>
public readonly record struct TrackerStep(
    TrackerState State,
    ImmutableArray<Sighting> Sightings,
    ImmutableArray<Track> Confirmed,
    ImmutableArray<Track> Ended
);
