namespace Vitrine.Vision.Synthetic;

/// <summary>One way past the window: in at one side, perhaps a pause to look, out at the other side.</summary>
/// <param name="StreetWidth">Width of the picture in pixels.</param>
/// <param name="FaceSize">Side of the square face box, brow to chin, in pixels; the nearer the larger.</param>
/// <param name="EyeLevel">Height of the face's centre in pixels below the picture's upper edge, when standing.</param>
/// <param name="Speed">Pixels per second, above 0.</param>
/// <param name="Rightward">From left to right; else from right to left.</param>
/// <param name="PauseAt">Where the pause is, as a share of the way, 0 to 1.</param>
/// <param name="Pause">How long it stands there; zero for no pause.</param>
public sealed record Walk(
    int StreetWidth,
    double FaceSize,
    double EyeLevel,
    double Speed,
    bool Rightward,
    double PauseAt,
    TimeSpan Pause
)
{
    /// <summary>From the middle of a body to the elbow, in face sizes: so far out nothing of a visitor shows.</summary>
    internal const double Reach = 1.3;

    /// <summary>Seconds it takes to stop, or to get going again.</summary>
    private const double Braking = 0.5;

    private const double StepsPerFaceSize = 0.45;
    private const double BobPerFaceSize = 0.03;

    /// <summary>Time from the first pixel in the picture to the last.</summary>
    public TimeSpan Duration =>
        TimeSpan.FromSeconds((Way / Speed) + (Pause > TimeSpan.Zero ? Pause.TotalSeconds + Braking : 0));

    private double Way => StreetWidth + (2 * Reach * FaceSize);

    /// <summary>The face box, in pixels, at a time since the walk began; it may lie outside the picture.</summary>
    public Box FaceAt(TimeSpan sinceEntry)
    {
        var walked = Walked(sinceEntry.TotalSeconds);
        var centreX = (Rightward ? walked : Way - walked) - (Reach * FaceSize);
        var bob = BobPerFaceSize * FaceSize * Math.Abs(Math.Sin(Math.PI * StepsPerFaceSize * walked / FaceSize));
        return new Box(
            (float)(centreX - (FaceSize / 2)),
            (float)(EyeLevel - bob - (FaceSize / 2)),
            (float)FaceSize,
            (float)FaceSize
        );
    }

    private double Walked(double seconds)
    {
        var toBrake = PauseAt * Way / Speed;
        if (Pause == TimeSpan.Zero || seconds <= toBrake)
        {
            return Speed * seconds;
        }

        var braking = Math.Min(seconds - toBrake, Braking);
        var going = Math.Max(0, seconds - toBrake - Braking - Pause.TotalSeconds);
        var speedingUp = Math.Min(going, Braking);
        return Speed
            * (
                toBrake
                + (braking - (braking * braking / (2 * Braking)))
                + (speedingUp * speedingUp / (2 * Braking))
                + (going - speedingUp)
            );
    }
}
