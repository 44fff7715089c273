using System.Collections.Immutable;
using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Tracking;

/// <summary>What one frame did to the tracks. A value type, so that an empty frame allocates nothing.</summary>
/// <param name="State">The tracks after this frame.</param>
/// <param name="Sightings">
/// This frame's faces with their tracks, in the detector's order. Left out are doubles of another face, and faces too
/// uncertain to begin a track.
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

/// <summary>A face of this frame, and whose it is.</summary>
/// <param name="TrackId">The <see cref="Track.Id"/> it was matched to, or that it began.</param>
/// <param name="Face">The detection as it came, unfiltered.</param>
/// <param name="Confirmed">Whether that track counts as a visitor by now.</param>
public readonly record struct Sighting(int TrackId, FaceDetection Face, bool Confirmed)
{
    /// <summary>In place of a track's id, for a face that belongs to none; tracks count from 1.</summary>
    public const int Nobody = 0;
}
