using OpenCvSharp;

namespace Vitrine.Vision.Sources;

/// <summary>
/// A network stream, opened by the system's ffmpeg in a process of its own, since the FFmpeg inside OpenCV's package is built
/// without network. Pictures come through a pipe and touch no disk. ffmpeg itself gives up on a network that falls silent;
/// where it hangs all the same, it is killed.
/// </summary>
internal sealed class FfmpegCapture : ILiveCapture
{
    /// <summary>How long a picture may take to come. Longer than ffmpeg's own patience, so that its reason is the one that is shown.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly PictureProgram ffmpeg;
    private readonly Yuv4MpegReader video;
    private readonly Mat planes;

    /// <param name="name">The stream.</param>
    /// <param name="program">ffmpeg, or what takes its arguments and writes what it writes.</param>
    /// <param name="clock">Measures how long a picture takes; default: the system's.</param>
    /// <exception cref="IOException">ffmpeg is not installed, or the stream is not there now.</exception>
    public FfmpegCapture(SourceName name, string program = "ffmpeg", TimeProvider? clock = null)
    {
        ffmpeg = new PictureProgram(
            FfmpegProcess.Start(program, name.Text),
            Patience,
            line => FfmpegProcess.Plain(line).Replace(name.Text, name.ForLog, StringComparison.Ordinal),
            clock ?? TimeProvider.System
        );
        video = new Yuv4MpegReader(ffmpeg.Output);
        try
        {
            var size = ffmpeg.Within(video.ReadSize) ?? throw ffmpeg.Lost();
            new FrameSize(size.Width, size.Height).Require("it");
            planes = new Mat(size.Height * 3 / 2, size.Width, MatType.CV_8UC1);
        }
        catch
        {
            End();
            throw;
        }
    }

    /// <exception cref="IOException">The stream is lost.</exception>
    public bool TryRead(Mat pixels)
    {
        if (!ffmpeg.Within(Fill))
        {
            throw ffmpeg.Lost();
        }

        Cv2.CvtColor(planes, pixels, ColorConversionCodes.YUV2BGR_I420);
        return true;
    }

    public void Dispose()
    {
        End();
        planes.Dispose();
    }

    private unsafe bool Fill() => video.TryRead(new Span<byte>(planes.DataPointer, planes.Width * planes.Height));

    private void End()
    {
        ffmpeg.Dispose();
        video.Dispose();
    }
}
