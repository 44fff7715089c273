using System.Globalization;
using OpenCvSharp;

namespace Vitrine.Frames.Sources;

/// <summary>A camera through V4L2, or a stream through OpenCV's FFmpeg where that was built with network.</summary>
internal sealed class OpenCvCapture : ILiveCapture
{
    // OpenCV's CAP_PROP_OPEN_TIMEOUT_MSEC and CAP_PROP_READ_TIMEOUT_MSEC, which the binding has no names for.
    private static readonly int[] StreamTimeouts = [53, 5_000, 54, 5_000];

    private readonly VideoCapture capture;

    /// <exception cref="IOException">It is not there now.</exception>
    public OpenCvCapture(SourceName name)
    {
        capture =
            name.Kind == SourceKind.Camera
                ? new VideoCapture(int.Parse(name.Text, CultureInfo.InvariantCulture), VideoCaptureAPIs.V4L2)
                : new VideoCapture(name.Text, VideoCaptureAPIs.FFMPEG, StreamTimeouts);
        if (!capture.IsOpened())
        {
            capture.Dispose();
            throw new IOException("no backend of OpenCV opens it");
        }
    }

    /// <inheritdoc />
    public bool TryRead(Mat pixels) => capture.Read(pixels) && !pixels.Empty();

    /// <inheritdoc />
    public void Dispose() => capture.Dispose();
}
