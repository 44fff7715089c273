using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Tracking;

/// <summary>One person's face through time. Confirmed, it is a visitor.</summary>
/// <param name="Id">Number of the track, from 1, never used again.</param>
/// <param name="First">The face that began it.</param>
/// <param name="FirstSeen">Time of that face's frame.</param>
/// <param name="LastSeen">Time of the last frame in which its face was found.</param>
/// <param name="Hits">Faces that counted for it, 1 or more.</param>
/// <param name="Confirmed">Whether it counts as a visitor. It stays so.</param>
/// <param name="Motion">Centre and velocity at <paramref name="LastSeen"/>.</param>
/// <param name="Width">Smoothed width of the face, in pixels.</param>
/// <param name="Height">Smoothed height of the face, in pixels.</param>
public sealed record Track(
    int Id,
    Box First,
    TimeSpan FirstSeen,
    TimeSpan LastSeen,
    int Hits,
    bool Confirmed,
    Motion Motion,
    float Width,
    float Height
)
{
    /// <summary>Who has gone so many times the least travel walks: no shaken camera moves a poster so far.</summary>
    private const float Walked = 4;

    /// <summary>Whether it moved as only a person does.</summary>
    internal LifeSigns Signs { get; private init; }

    /// <summary>Seconds unseen after which a face at the edge is taken to be gone.</summary>
    private const float LeastAbsence = 0.25f;

    /// <summary>Where the face was at <see cref="LastSeen"/>, smoothed, in pixels.</summary>
    public Box Box => At(Motion);

    /// <summary>Time from the first face to the last.</summary>
    public TimeSpan Dwell => LastSeen - FirstSeen;

    /// <summary>Square root of the face's area, in pixels: the unit of <see cref="TrackerOptions"/>.</summary>
    public float Size => MathF.Sqrt(Width * Height);

    /// <summary>How far the face is from where it was first seen, and how much larger or smaller, in face sizes.</summary>
    public float Travel
    {
        get
        {
            var size = Size;
            var centre = MathF.Sqrt(Square(Motion.X - First.CentreX) + Square(Motion.Y - First.CentreY));
            var growth = MathF.Abs(size - MathF.Sqrt(First.Area));
            return (centre + growth) / size;
        }
    }

    /// <summary>Where the motion would have brought the face by a time that is not before <see cref="LastSeen"/>.</summary>
    public Motion Expected(TimeSpan time, TrackerOptions options) => Motion.After(Unseen(time), Size, options);

    internal static Track Begin(int id, FaceDetection face, TimeSpan time, TrackerOptions options)
    {
        var box = face.Box;
        var motion = Motion.Begin(box.CentreX, box.CentreY, MathF.Sqrt(box.Area), options);
        var signs = LifeSigns.Begin(time).Look(face, time, MathF.Sqrt(box.Area), options);
        return new Track(id, box, time, time, 1, false, motion, box.Width, box.Height) { Signs = signs }.ConfirmedIfDue(
            options
        );
    }

    // While somebody may hide a part of the face, its box moves though it does not: that shows nothing.
    internal Track Seen(FaceDetection face, bool isTouched, TimeSpan time, TrackerOptions options)
    {
        var box = face.Box;
        var seen = this with
        {
            LastSeen = time,
            // A weak face shows where the person is, not that there is one.
            Hits = face.Score < options.StartScore ? Hits : Hits + 1,
            Motion = Explanation
                .Likelier(this, box, time, options)
                .Motion.Corrected(box.CentreX, box.CentreY, Size, options),
            Width = (Width + box.Width) / 2,
            Height = (Height + box.Height) / 2,
            Signs = Confirmed || isTouched ? Signs : Signs.Look(face, time, Size, options),
        };
        return isTouched ? seen : seen.ConfirmedIfDue(options);
    }

    /// <summary>Whether it was unseen for too long, or has walked out of the picture, or the source started over.</summary>
    internal bool HasEnded(TimeSpan time, FrameSize frame, TrackerOptions options)
    {
        if (time < LastSeen || time - LastSeen > (Confirmed ? options.LostAfter : options.ForgetAfter))
        {
            return true;
        }

        var expected = Expected(time, options);
        return expected.X < 0
            || expected.X > frame.Width
            || expected.Y < 0
            || expected.Y > frame.Height
            || IsLeaving(expected, Unseen(time), frame);
    }

    /// <summary>
    /// Whether the face is gone past the picture's left or right edge: last seen moving towards it, and by now expected to
    /// be cut by it, where no detector finds it. Else whoever comes in at that edge would take its place.
    /// </summary>
    private bool IsLeaving(Motion expected, float unseen, FrameSize frame)
    {
        var half = Width / 2;
        return unseen >= LeastAbsence
            && (
                (Motion.VelocityX < 0 && expected.X < half) || (Motion.VelocityX > 0 && expected.X > frame.Width - half)
            );
    }

    internal Box BoxAt(TimeSpan time, TrackerOptions options) => At(Expected(time, options));

    internal float Unseen(TimeSpan time) => (float)(time - LastSeen).TotalSeconds;

    private Track ConfirmedIfDue(TrackerOptions options) =>
        !Confirmed
        && Hits >= options.ConfirmHits
        && Dwell >= options.ConfirmAfter
        && (Signs.Shown || Travel >= Walked * options.ConfirmTravel)
            ? this with
            {
                Confirmed = true,
            }
            : this;

    private Box At(Motion motion) => new(motion.X - (Width / 2), motion.Y - (Height / 2), Width, Height);

    private static float Square(float value) => value * value;
}
