namespace Vitrine.Tracking;

/// <summary>
/// Where a face's centre is and how fast it moves, with how sure that is: a Kalman filter of constant velocity, disturbed
/// by white-noise acceleration (Bar-Shalom, Li and Kirubarajan, Estimation with Applications to Tracking and Navigation,
/// 2001, section 6.2.2). It takes any interval between frames. Both axes have the same noise, so they share a covariance.
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
    float VelocityVariance)
{
    /// <summary>A face seen for the first time: its place is known as well as the detector finds it, its speed is not.</summary>
    /// <param name="x">Centre, in pixels.</param>
    /// <param name="y">Centre, in pixels.</param>
    /// <param name="size">The face's size, in pixels.</param>
    /// <param name="options">The noise.</param>
    public static Motion Begin(float x, float y, float size, TrackerOptions options) =>
        new(x, y, 0, 0, Square(options.BoxNoise * size), 0, Square(options.FirstSpeed * size));

    /// <summary>What is expected after a time without a face: x' = x + vt, P' = FPFᵀ + Q.</summary>
    /// <param name="seconds">Time gone, 0 or more.</param>
    /// <param name="size">The face's size, in pixels.</param>
    /// <param name="options">The noise.</param>
    public Motion After(float seconds, float size, TrackerOptions options)
    {
        var q = Square(options.Agility * size);
        return new Motion(
            X + (VelocityX * seconds),
            Y + (VelocityY * seconds),
            VelocityX,
            VelocityY,
            PositionVariance + (seconds * ((2 * Covariance) + (seconds * (VelocityVariance + (q * seconds / 3))))),
            Covariance + (seconds * (VelocityVariance + (q * seconds / 2))),
            VelocityVariance + (q * seconds));
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
            VelocityVariance - (velocityGain * Covariance));
    }

    /// <summary>Variance of where the detector will see the face, along each axis, in square pixels.</summary>
    /// <param name="size">The face's size, in pixels.</param>
    /// <param name="options">The noise.</param>
    public float InnovationVariance(float size, TrackerOptions options) =>
        PositionVariance + Square(options.BoxNoise * size);

    private static float Square(float value) => value * value;
}
