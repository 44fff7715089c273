using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Tracking;

/// <summary>A face of this frame, and whose it is.</summary>
/// <param name="TrackId">The <see cref="Track.Id"/> it was matched to, or that it began.</param>
/// <param name="Face">The detection as it came, unfiltered.</param>
/// <param name="Confirmed">Whether that track counts as a visitor by now.</param>
public readonly record struct Sighting(int TrackId, FaceDetection Face, bool Confirmed)
{
    /// <summary>In place of a track's id, for a face that belongs to none; tracks count from 1.</summary>
    public const int Nobody = 0;
}
