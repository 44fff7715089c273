namespace Vitrine.Vision.Tracking;

/// <summary>
/// Where a face's centre is and how fast it moves, with how sure that is: a Kalman filter whose velocity is an
/// Ornstein-Uhlenbeck process (Stone, Streit, Corwin and Bell, Bayesian Multiple Target Tracking, 2013): constant from
/// frame to frame, and slowly forgotten by one long unseen, who may have stopped. It takes any interval between frames.
/// Both axes have the same noise, so they share a covariance.
/// </summary>
/// <param name="X">Centre, in pixels.</param>
/// <param name="Y">Centre, in pixels.</param>
/// <param name="VelocityX">In pixels per second.</param>
/// <param name="VelocityY">In pixels per second.</param>
/// <param name="PositionVariance">Of each coordinate, in square pixels.</param>
/// <param name="Covariance">Of a coordinate and its velocity, in square pixels per second.</param>
/// <param name="VelocityVariance">Of each velocity, in square pixels per square second.</param>
public readonly record struct Motion(
    float X,
    float Y,
    float VelocityX,
    float VelocityY,
    float PositionVariance,
    float Covariance,
    float VelocityVariance
)
{
    /// <summary>
    /// A face seen for the first time: its place is known as well as the detector finds it, its speed is not.
    /// </summary>
    /// <param name="x">Centre, in pixels.</param>
    /// <param name="y">Centre, in pixels.</param>
    /// <param name="size">The face's size, in pixels.</param>
    /// <param name="options">The noise.</param>
    public static Motion Begin(float x, float y, float size, TrackerOptions options) =>
        new(x, y, 0, 0, Square(options.BoxNoise * size), 0, Square(options.FirstSpeed * size));

    /// <summary>What is expected after a time without a face: x' = Fx, P' = FPFᵀ + Q.</summary>
    /// <param name="seconds">Time gone, 0 or more.</param>
    /// <param name="size">The face's size, in pixels.</param>
    /// <param name="options">The noise.</param>
    public Motion After(float seconds, float size, TrackerOptions options)
    {
        var tau = (float)options.Momentum.TotalSeconds;
        var kept = MathF.Exp(-seconds / tau);
        var reach = tau * (1 - kept);
        var q = Square(options.Agility * size);
        return new Motion(
            X + (reach * VelocityX),
            Y + (reach * VelocityY),
            kept * VelocityX,
            kept * VelocityY,
            PositionVariance
                + (reach * ((2 * Covariance) + (reach * VelocityVariance)))
                + (q * tau * tau * (seconds - reach - (reach * reach / (2 * tau)))),
            (kept * (Covariance + (reach * VelocityVariance))) + (q * reach * reach / 2),
            (kept * kept * VelocityVariance) + (q * tau / 2 * (1 - (kept * kept)))
        );
    }

    /// <summary>This expectation, corrected by a face that was found.</summary>
    /// <param name="x">Centre, in pixels.</param>
    /// <param name="y">Centre, in pixels.</param>
    /// <param name="size">The face's size, in pixels.</param>
    /// <param name="options">The noise.</param>
    public Motion Corrected(float x, float y, float size, TrackerOptions options)
    {
        var variance = InnovationVariance(size, options);
        var gain = PositionVariance / variance;
        var velocityGain = Covariance / variance;
        return new Motion(
            X + (gain * (x - X)),
            Y + (gain * (y - Y)),
            VelocityX + (velocityGain * (x - X)),
            VelocityY + (velocityGain * (y - Y)),
            (1 - gain) * PositionVariance,
            (1 - gain) * Covariance,
            VelocityVariance - (velocityGain * Covariance)
        );
    }

    /// <summary>Variance of where the detector will see the face, along each axis, in square pixels.</summary>
    /// <param name="size">The face's size, in pixels.</param>
    /// <param name="options">The noise.</param>
    public float InnovationVariance(float size, TrackerOptions options) =>
        PositionVariance + Square(options.BoxNoise * size);

    private static float Square(float value) => value * value;
}
