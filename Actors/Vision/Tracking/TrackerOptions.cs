using Vitrine.Dataflow;

namespace Vitrine.Vision.Tracking;

/// <summary>
/// How faces become visitors. Lengths are in face sizes (the square root of the box's area; a face is about 0.15 m
/// wide, so a walker at 1.4 m/s makes 9 of them per second), times in seconds: neither the camera's resolution nor its
/// frame rate matters.
/// </summary>
public sealed record TrackerOptions
{
    /// <summary>The defaults.</summary>
    public static TrackerOptions Default { get; } = new();

    /// <summary>Faces a track needs before it counts: a detector's errors seldom repeat.</summary>
    [Setting(
        "confirm-hits",
        1,
        100,
        "faces",
        "Faces that a person must show before being counted: a false face seldom comes back."
    )]
    public int ConfirmHits { get; init; } = 3;

    /// <summary>
    /// Time that must lie between a track's first face and the one that confirms it: the same error does repeat in a fast
    /// camera's next frames, for they are almost the same picture.
    /// </summary>
    [Setting("confirm-after", 0, 60, "seconds", "Time between the first of them and the last, at least.")]
    public TimeSpan ConfirmAfter { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>
    /// How far a face must have moved before it counts, unless its head has turned (<see cref="ConfirmTurn"/>): in the mean of half a
    /// second, for a pattern or a poster taken for a face trembles with the detector's noise and the camera, but stays. Who
    /// walked four times as far counts at once. 0 counts posters too.
    /// </summary>
    [Setting("confirm-travel", 0, 10, "face sizes", "How far the face must have moved by then: posters stand still.")]
    public float ConfirmTravel { get; init; } = 0.1f;

    /// <summary>
    /// How far a head must have turned, nodded or tilted before somebody who stands counts: where the nose is between eyes and
    /// mouth, in face sizes, or the head's tilt, in radians. A poster's landmarks tremble by 0.01 to 0.02. Only where the detector
    /// gives landmarks.
    /// </summary>
    [Setting(
        "confirm-turn",
        0.01,
        10,
        "face sizes or radians",
        "Or how far the head must have turned: people who stand do that, posters do not."
    )]
    public float ConfirmTurn { get; init; } = 0.06f;

    /// <summary>How long an unconfirmed track survives unseen.</summary>
    [Setting("forget-after", 0.1, 60, "seconds", "A candidate not seen for so long is forgotten.")]
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a visitor survives unseen: long enough to be hidden by a passer-by or to look away. One who walks out of the
    /// picture ends sooner, as soon as the expected place is outside of it.
    /// </summary>
    [Setting("lost-after", 0.1, 600, "seconds", "A visitor not seen for so long has left.")]
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Score from which a face may begin a track. A weaker one only continues a track that expects it (the idea of ByteTrack,
    /// Zhang et al. 2022).
    /// </summary>
    [Setting("start-score", 0, 1, "", "Least score of a face that may begin a track; weaker ones only continue one.")]
    public float StartScore { get; init; } = 0.6f;

    /// <summary>
    /// Farthest a face may be from where its track expects it, however long that went unseen; 3 are two frames of a walker at
    /// 5 frames per second with one of them missed.
    /// </summary>
    [Setting("reach", 0.5, 20, "face sizes", "How far from where it is expected a face is still the same person's.")]
    public float Reach { get; init; } = 3;

    /// <summary>
    /// Largest ratio of a face's size to its track's, either way, and once more for every second gone. 1.2 is two of a Haar
    /// cascade's steps between two sizes; a larger one lets a newcomer take a leaver's track.
    /// </summary>
    [Setting("size-ratio", 1.05, 5, "times", "How many times larger or smaller than expected the face may be.")]
    public float SizeRatio { get; init; } = 1.2f;

    /// <summary>
    /// Share of the smaller box that lies in the larger one from which both are one face, 0.1 to 1, default 0.8. People
    /// this close hide each other's faces.
    /// </summary>
    public float SameFace { get; init; } = 0.8f;

    /// <summary>Standard deviation of the detector's box about the face, 0.01 to 1 face sizes, default 0.08.</summary>
    public float BoxNoise { get; init; } = 0.08f;

    /// <summary>
    /// Standard deviation of a newcomer's speed, 0 to 50 face sizes per second, default 5 (0.75 m/s).
    /// </summary>
    public float FirstSpeed { get; init; } = 5;

    /// <summary>
    /// Standard deviation of how a speed changes within a second, 0 to 50 face sizes per second, default 3 (0.45 m/s).
    /// </summary>
    public float Agility { get; init; } = 3;

    /// <summary>
    /// Time in which an unseen person's expected speed falls to 1/e, 0.1 to 60 s, default 1.5 s: people pass behind
    /// each other within a second at full speed, but whoever turned away for longer has stopped.
    /// </summary>
    public TimeSpan Momentum { get; init; } = TimeSpan.FromSeconds(1.5);
}
