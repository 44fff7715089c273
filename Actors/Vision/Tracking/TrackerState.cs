using System.Collections.Immutable;
using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Tracking;

/// <summary>
/// The people in view. Each frame makes the next state out of this one; time comes with the frames, which may be rare,
/// irregular or missing. Nothing here reads a clock or a pixel.
/// </summary>
public sealed record TrackerState
{
    private TrackerState() { }

    /// <summary>Nobody yet.</summary>
    public static TrackerState Empty { get; } = new();

    /// <summary>Those in view or not long gone, confirmed or not, in the order they came.</summary>
    public ImmutableArray<Track> Tracks { get; internal init; } = [];

    /// <summary>The <see cref="Track.Id"/> that the next newcomer gets, from 1.</summary>
    public int NextId { get; private init; } = 1;

    /// <summary>Tracks confirmed so far: the people counted.</summary>
    public int Visitors { get; private init; }

    /// <summary>The round of the recording so far.</summary>
    private int Round { get; init; }

    /// <summary>Takes in one frame.</summary>
    /// <param name="time">
    /// The frame's time. One that lies before a track's last face (a source that starts over) ends that track.
    /// </param>
    /// <param name="faces">
    /// What the detector found; may be none. Boxes smaller than a pixel or not finite are ignored.
    /// </param>
    /// <param name="frame">The picture's size, to see when somebody has left it.</param>
    /// <param name="options">How faces become visitors.</param>
    /// <param name="round">The frame's round: in another one than the last frame's nobody is there any more.</param>
    public TrackerStep Advance(
        TimeSpan time,
        ReadOnlySpan<FaceDetection> faces,
        FrameSize frame,
        TrackerOptions options,
        int round = 0
    )
    {
        // Apart, because a lambda's captures would be allocated even on the way out.
        return Tracks.IsEmpty && faces.IsEmpty
            ? new TrackerStep(this, [], [], [])
            : (round == Round ? this : this with { Round = round }).Live(
                time,
                faces,
                frame,
                options,
                hasBegunAgain: round != Round
            );
    }

    private TrackerStep Live(
        TimeSpan time,
        ReadOnlySpan<FaceDetection> faces,
        FrameSize frame,
        TrackerOptions options,
        bool hasBegunAgain
    )
    {
        var living = Tracks.RemoveAll(track => hasBegunAgain || track.HasEnded(time, frame, options));
        if (living.Length == Tracks.Length && faces.IsEmpty)
        {
            return new TrackerStep(this, [], [], []);
        }

        var ended = Tracks.RemoveAll(track => !track.Confirmed || living.Contains(track));
        return Look(living, ended, time, SameFace.WithoutDoubles(faces, options), options);
    }

    private TrackerStep Look(
        ImmutableArray<Track> living,
        ImmutableArray<Track> ended,
        TimeSpan time,
        ImmutableArray<FaceDetection> faces,
        TrackerOptions options
    )
    {
        var trackOf = Association.Match(living, faces, time, options);
        var tracks = living.ToBuilder();
        var sightings = ImmutableArray.CreateBuilder<Sighting>(faces.Length);
        var confirmed = ImmutableArray.CreateBuilder<Track>();
        var nextId = NextId;
        for (var i = 0; i < faces.Length; i++)
        {
            var old = trackOf[i] < 0 ? null : living[trackOf[i]];
            if (old is null && !MayBegin(faces[i], living, time, options))
            {
                continue;
            }

            var track =
                old?.Seen(faces[i], SameFace.IsTouched(faces, i, options), time, options)
                ?? Track.Begin(nextId++, faces[i], time, options);
            if (old is null)
            {
                tracks.Add(track);
            }
            else
            {
                tracks[trackOf[i]] = track;
            }

            sightings.Add(new Sighting(track.Id, faces[i], track.Confirmed));
            if (track.Confirmed && old?.Confirmed != true)
            {
                confirmed.Add(track);
            }
        }

        tracks.RemoveAll(track => IsShadow(track, tracks, time, options));
        var state = this with
        {
            Tracks = tracks.DrainToImmutable(),
            NextId = nextId,
            Visitors = Visitors + confirmed.Count,
        };
        return new TrackerStep(state, sightings.DrainToImmutable(), confirmed.DrainToImmutable(), ended);
    }

    /// <summary>A face too unlike a visitor's to be matched, but on top of it, is a part of that visitor.</summary>
    private static bool MayBegin(
        FaceDetection face,
        ImmutableArray<Track> living,
        TimeSpan time,
        TrackerOptions options
    ) =>
        face.Score >= options.StartScore
        && !living.Any(track => track.Confirmed && SameFace.Share(face.Box, track.BoxAt(time, options), options));

    /// <summary>
    /// An unconfirmed track without a face, where another one has just been seen: it was that one's double.
    /// </summary>
    private static bool IsShadow(
        Track track,
        ImmutableArray<Track>.Builder tracks,
        TimeSpan time,
        TrackerOptions options
    ) =>
        !track.Confirmed
        && track.LastSeen < time
        && tracks.Any(other =>
            other.Confirmed && other.LastSeen == time && SameFace.Share(track.BoxAt(time, options), other.Box, options)
        );
}
