using Vitrine.Vision;

namespace Vitrine.Tests.Vision.Tracking;

/// <summary>
/// Someone who crosses the picture on a straight line, and may pause on the way. Times in seconds, lengths in pixels.
/// </summary>
internal sealed record Walker(
    double Enters,
    double Speed,
    double Height,
    double Size,
    double PauseAt,
    double PauseFor,
    double HiddenAt,
    double HiddenFor,
    double Found
)
{
    /// <summary>
    /// A walker with random ways; speeds are 3 to 9 face sizes (0.45 to 1.4 m) per second, either way.
    /// </summary>
    public static Walker Random(Random random, double enters)
    {
        var size = Between(30, 60);
        var speed = Between(3, 9) * size;
        var crossing = 640 / speed;
        return new Walker(
            enters,
            random.NextDouble() < 0.5 ? speed : -speed,
            Between(60, 300),
            size,
            Between(0.3, 0.7) * crossing,
            random.NextDouble() < 0.3 ? Between(1, 6) : 0,
            Between(0, 1) * crossing,
            random.NextDouble() < 0.5 ? Between(0.1, 1) : 0,
            Between(0.6, 0.95)
        );

        double Between(double low, double high) => low + ((high - low) * random.NextDouble());
    }

    /// <summary>Where the face is at a time; it begins and ends just outside the picture.</summary>
    public Box At(double time, FrameSize frame)
    {
        var walked = time - Enters;
        walked -= Math.Clamp(walked - PauseAt, 0, PauseFor);
        var x = (Speed > 0 ? -Size : frame.Width) + (Speed * walked);
        // The head bobs by a few centimetres with each step, and sways while standing.
        var y = Height + (0.15 * Size * Math.Sin(6 * time)) - (Size / 2);
        return new Box((float)x, (float)y, (float)Size, (float)Size);
    }

    public bool IsHidden(double time) => time >= Enters + HiddenAt && time < Enters + HiddenAt + HiddenFor;

    public bool HasLeft(double time, FrameSize frame) =>
        time > Enters + PauseFor + ((frame.Width + (2 * Size)) / Math.Abs(Speed));
}
