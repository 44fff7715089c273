using System.Globalization;
using Vitrine.Dataflow;

namespace Vitrine.Vision.Sources;

/// <summary>
/// Frames of a camera or a stream, as they come, for ever. When it is lost it says so by an exception and is made anew.
/// Its resource is the open capture.
/// </summary>
public sealed class LiveSource : ISource<Frame>
{
    private readonly SourceName name;
    private readonly FrameCounter frames;
    private readonly ILiveCapture capture;

    /// <param name="name">A camera or a stream.</param>
    /// <param name="frames">Numbers the frames, also across reconnections.</param>
    /// <exception cref="IOException">It is not there now.</exception>
    public LiveSource(SourceName name, FrameCounter frames)
    {
        this.name = name;
        this.frames = frames;
        try
        {
            capture = Open(name);
        }
        catch (IOException missing)
        {
            throw new IOException($"{Describe(name)} cannot be opened: {missing.Message}", missing);
        }
    }

    /// <inheritdoc />
    /// <exception cref="IOException">The camera or stream is lost.</exception>
    public Frame Read()
    {
        try
        {
            return frames.Fill((pixels, _) => capture.TryRead(pixels), framesPerSecond: null)
                ?? throw new IOException("it gives no more pictures");
        }
        catch (IOException lost)
        {
            throw new IOException($"{Describe(name)} is lost: {lost.Message}", lost);
        }
    }

    /// <inheritdoc />
    public void Dispose() => capture.Dispose();

    private static ILiveCapture Open(SourceName name)
    {
        if (name.Kind == SourceKind.Camera)
        {
            return new CameraCapture(int.Parse(name.Text, CultureInfo.InvariantCulture));
        }

        var isHttp = Uri.TryCreate(name.Text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        return isHttp && MotionJpegCapture.Open(address!) is { } camera ? camera : new FfmpegCapture(name);
    }

    private static string Describe(SourceName name) =>
        name.Kind == SourceKind.Camera ? $"camera {name.Text} (/dev/video{name.Text})" : $"stream {name.ForLog}";
}
