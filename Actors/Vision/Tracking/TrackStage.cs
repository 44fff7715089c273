using Vitrine.Dataflow;
using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Tracking;

/// <summary>
/// The tracker's node. In: frames with faces, in order. Out: the same frames with who is where. Remembers the people in
/// view, so it works alone and is kept across restarts.
/// </summary>
/// <param name="options">How faces become people.</param>
public sealed class TrackStage(TrackerOptions options) : IStage<DetectedFrame, TrackedFrame>
{
    private TrackerState state = TrackerState.Empty;

    /// <inheritdoc />
    public TrackedFrame Process(DetectedFrame input)
    {
        var pixels = input.Frame.Pixels;
        var size = new FrameSize(pixels.Width, pixels.Height);
        var step = state.Advance(input.Frame.Time, input.Faces.AsSpan(), size, options);
        state = step.State;
        return new TrackedFrame(input, step);
    }

    /// <inheritdoc />
    public void Dispose() { }
}
