using System.Numerics;
using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Tracking;

/// <summary>
/// What tells somebody who stands from a poster: the face leaves its place, or the head turns, and stays so. A poster that a
/// shaken camera sees trembles about one place, and its landmarks tremble about one pose: so means over half a second are
/// compared, not single looks, and two of them in a row must be away from where the face was before, by more than it trembled
/// there. The largest step is no trembling: somebody who came up and stopped made it. A pose is free of place, distance and
/// camera: where the nose is between eyes and mouth, in face sizes, and how far the head is tilted.
/// </summary>
internal readonly record struct LifeSigns
{
    /// <summary>Time over which looks are averaged.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(0.5);

    private const int LeastLooks = 3;

    /// <summary>How fast the place and pose to compare with follow a face that shows no sign: light and sun move slowly, too.</summary>
    private const float Follow = 0.1f;

    /// <summary>Means needed to know how much a place trembles.</summary>
    private const int LeastMeans = 4;

    /// <summary>Standard deviations of that beyond which a face has left its place.</summary>
    private const float Beyond = 4;

    /// <summary>What landmarks of a face of one pixel would err by; of a larger one, so many times less.</summary>
    private const float LandmarkNoise = 1.2f;

    private Pose Sum { get; init; }

    private int Looks { get; init; }

    private int Poses { get; init; }

    private TimeSpan Since { get; init; }

    private Pose? Usual { get; init; }

    private int Means { get; init; }

    private Pose? Last { get; init; }

    /// <summary>Half the square of the largest step from one mean of the place to the next, in face sizes; it is forgotten slowly.</summary>
    private float LargestStep { get; init; }

    /// <summary>The mean of that of all others, which is the variance of a place that trembles.</summary>
    private float Trembling { get; init; }

    private bool WasAway { get; init; }

    /// <summary>Whether the face is a person's. It stays so.</summary>
    public bool Shown { get; private init; }

    /// <summary>Before the first look.</summary>
    public static LifeSigns Begin(TimeSpan time) => new() { Since = time };

    /// <summary>With one more look.</summary>
    /// <param name="face">The face.</param>
    /// <param name="time">When.</param>
    /// <param name="size">The face's size, in pixels.</param>
    /// <param name="options">How far is far enough.</param>
    public LifeSigns Look(FaceDetection face, TimeSpan time, float size, TrackerOptions options)
    {
        if (Shown)
        {
            return this;
        }

        var pose = Pose.Of(face);
        var more = this with { Sum = Sum.Plus(pose), Looks = Looks + 1, Poses = Poses + (pose.IsKnown ? 1 : 0) };
        return more.Looks >= LeastLooks && time - Since >= Together ? more.Closed(time, size, options) : more;
    }

    private LifeSigns Closed(TimeSpan time, float size, TrackerOptions options)
    {
        var mean = Sum.Over(Looks, Poses);
        var usual = Usual ?? mean;
        var moved = mean.Distance(usual) / size;
        var left = Means >= LeastMeans && moved >= MathF.Max(options.ConfirmTravel, Beyond * MathF.Sqrt(Trembling));
        var way = Last is { } last ? mean.Distance(last) / size : 0;
        var step = way * way / 2;
        var away = left || mean.Turn(usual) >= options.ConfirmTurn + (LandmarkNoise / size);
        return new LifeSigns
        {
            Since = time,
            Means = Means + 1,
            Last = mean,
            LargestStep = MathF.Max(step, LargestStep * (1 - Follow)),
            // The first mean has no step before it, and the first step is the largest.
            Trembling =
                Means < 2
                    ? 0
                    : Trembling + (MathF.Max(Follow, 1f / (Means - 1)) * (MathF.Min(step, LargestStep) - Trembling)),
            // Until it can be told whether the face has left its place, that is where it came from.
            Usual = away || Means < LeastMeans ? usual : usual.Towards(mean, Follow),
            WasAway = away,
            Shown = away && WasAway,
        };
    }

    /// <summary>Place and pose of a face, or a sum of several.</summary>
    /// <param name="Place">The centre's x and y, and the root of the box's area, in pixels.</param>
    /// <param name="Head">
    /// Where the nose is from the middle between eyes and mouth, along the eyes and down, in face sizes, and the head's tilt in radians; NaN
    /// where the landmarks are not known.
    /// </param>
    private readonly record struct Pose(Vector3 Place, Vector3 Head)
    {
        public bool IsKnown => float.IsFinite(Head.X + Head.Y + Head.Z);

        public static Pose Of(FaceDetection face)
        {
            var box = face.Box;
            return new Pose(new Vector3(box.CentreX, box.CentreY, MathF.Sqrt(box.Area)), HeadOf(face.Landmarks));
        }

        public Pose Plus(Pose other) => new(Place + other.Place, other.IsKnown ? Head + other.Head : Head);

        public Pose Over(int looks, int poses) => new(Place / looks, Head / poses);

        // A walk straight up to the window shows in the size.
        public float Distance(Pose from)
        {
            var way = Place - from.Place;
            return Length(way) + MathF.Abs(way.Z);
        }

        // Not known: no turn.
        public float Turn(Pose from)
        {
            var way = Head - from.Head;
            return IsKnown && from.IsKnown ? MathF.Max(Length(way), MathF.Abs(way.Z)) : 0;
        }

        public Pose Towards(Pose other, float share) =>
            new(Place + (share * (other.Place - Place)), Head + (share * (other.Head - Head)));

        private static Vector3 HeadOf(FaceLandmarks? landmarks)
        {
            if (landmarks is not { } points)
            {
                return new Vector3(float.NaN);
            }

            var axes = FaceAxes.Of(points);
            var nose = axes.InFace(points.Nose);
            return new Vector3(nose.X, nose.Y, MathF.Atan2(axes.Sin, axes.Cos));
        }

        // Of its first two alone.
        private static float Length(Vector3 way) => MathF.Sqrt((way.X * way.X) + (way.Y * way.Y));
    }
}
