using System.Globalization;
using OpenCvSharp;

namespace Vitrine.Vision.Sources;

/// <summary>A camera of this machine, through V4L2.</summary>
internal sealed class CameraCapture : ILiveCapture
{
    private readonly VideoCapture capture;

    /// <summary>Registers it.</summary>
    public static SourceKind Kind { get; } =
        new("camera")
        {
            Matches = text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            Example = "a camera's index",
            About = "live; reconnects for ever",
            IsLive = true,
            Prepare = SourceKind.Live(
                name => $"camera {name.Text} (/dev/video{name.Text})",
                name => new CameraCapture(int.Parse(name.Text, CultureInfo.InvariantCulture))
            ),
        };

    /// <param name="index">The camera's number: N of /dev/videoN.</param>
    /// <exception cref="IOException">It is not there now.</exception>
    public CameraCapture(int index)
    {
        capture = new VideoCapture(index, VideoCaptureAPIs.V4L2);
        if (!capture.IsOpened())
        {
            capture.Dispose();
            throw new IOException("it is not there, or somebody else has it");
        }
    }

    public bool TryRead(Mat pixels) => capture.Read(pixels) && !pixels.Empty();

    public void Dispose() => capture.Dispose();
}
