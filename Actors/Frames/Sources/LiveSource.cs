using System.Globalization;
using OpenCvSharp;
using Vitrine.Dataflow.Sources;

namespace Vitrine.Frames.Sources;

/// <summary>
/// Frames of a camera or a stream, as they come, for ever. When it is lost it says so by an exception and is made anew.
/// Its resource is the open capture.
/// </summary>
public sealed class LiveSource : ISource<Frame>
{
    // OpenCV's CAP_PROP_OPEN_TIMEOUT_MSEC and CAP_PROP_READ_TIMEOUT_MSEC, which the binding has no names for.
    private static readonly int[] StreamTimeouts = [53, 5_000, 54, 5_000];

    private readonly SourceName name;
    private readonly FrameCounter frames;
    private readonly VideoCapture capture;

    /// <param name="name">A camera or a stream.</param>
    /// <param name="frames">Numbers the frames, also across reconnections.</param>
    /// <exception cref="IOException">It is not there now.</exception>
    public LiveSource(SourceName name, FrameCounter frames)
    {
        this.name = name;
        this.frames = frames;
        capture = name.Kind == SourceKind.Camera
            ? new VideoCapture(int.Parse(name.Text, CultureInfo.InvariantCulture), VideoCaptureAPIs.V4L2)
            : new VideoCapture(name.Text, VideoCaptureAPIs.FFMPEG, StreamTimeouts);
        if (!capture.IsOpened())
        {
            capture.Dispose();
            throw new IOException($"{Describe(name)} cannot be opened");
        }
    }

    /// <inheritdoc />
    /// <exception cref="IOException">The camera or stream is lost.</exception>
    public Frame Read() =>
        frames.Fill((pixels, _) => capture.Read(pixels) && !pixels.Empty(), framesPerSecond: null)
        ?? throw new IOException($"{Describe(name)} gives no more pictures");

    /// <inheritdoc />
    public void Dispose() => capture.Dispose();

    private static string Describe(SourceName name) =>
        name.Kind == SourceKind.Camera ? $"camera {name.Text} (/dev/video{name.Text})" : $"stream {name.ForLog}";
}
