using System.Globalization;
using OpenCvSharp;

namespace Vitrine.Vision.Sources;

/// <summary>A camera of this machine, through V4L2.</summary>
internal sealed class CameraCapture : ILiveCapture
{
    private const string Devices = "/dev/";

    private readonly VideoCapture capture;

    /// <summary>Registers it.</summary>
    public static SourceKind Kind { get; } =
        new("camera")
        {
            // A file or folder of digits alone is more likely meant than a camera of that number.
            Matches = text =>
                (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) && !Path.Exists(text))
                || text.StartsWith($"{Devices}v", StringComparison.Ordinal),
            Example = "a camera's index or its path below /dev/v4l/by-id",
            About = "live; reconnects for ever",
            IsLive = true,
            IsThere = text => Path.Exists(DeviceOf(text)),
            Prepare = SourceKind.Live(
                name => $"camera {name.Text}",
                (name, context, _) => new CameraCapture(DeviceOf(name.Text), context.Camera),
                context => context.Camera.FrameRate
            ),
        };

    /// <param name="device">Its path, for example /dev/video0; a link below /dev/v4l/by-id stays the same when it is plugged in elsewhere.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="IOException">It is not there now.</exception>
    public CameraCapture(string device, CameraOptions? options = null)
    {
        capture = new VideoCapture(Index(device), VideoCaptureAPIs.V4L2);
        if (!capture.IsOpened())
        {
            capture.Dispose();
            throw new IOException($"{device} is not there, gives no pictures, or somebody else has it");
        }

        // A format decides which sizes there are, and a size decides which rates.
        var wanted = options ?? new CameraOptions();
        if (wanted.Format is { Name: var name })
        {
            Set(VideoCaptureProperties.FourCC, VideoWriter.FourCC(name[0], name[1], name[2], name[3]));
        }

        Set(VideoCaptureProperties.FrameWidth, wanted.Width);
        Set(VideoCaptureProperties.FrameHeight, wanted.Height);
        Set(VideoCaptureProperties.Fps, wanted.FrameRate);
    }

    /// <summary>OpenCV itself gives up a camera that sends nothing for 10 s.</summary>
    public bool TryRead(Mat pixels, CancellationToken end) => capture.Read(pixels) && !pixels.Empty();

    public void Dispose() => capture.Dispose();

    private static string DeviceOf(string text) =>
        text.StartsWith(Devices, StringComparison.Ordinal) ? text : $"{Devices}video{text}";

    // OpenCV takes a number only.
    private static int Index(string device)
    {
        var target = File.Exists(device) ? File.ResolveLinkTarget(device, returnFinalTarget: true)?.FullName : null;
        var number = (target ?? device).AsSpan().TrimStart($"{Devices}video");
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw new IOException($"{device} is not there, or is no camera");
    }

    // What a camera cannot do it does as well as it can.
    private void Set(VideoCaptureProperties property, double value)
    {
        if (value > 0)
        {
            capture.Set(property, value);
        }
    }
}
