using OpenCvSharp;

namespace Vitrine.Vision.Sources;

/// <summary>
/// A network stream, opened by the system's ffmpeg in a process of its own, since the FFmpeg inside OpenCV's package is built
/// without network. Pictures come through a pipe and touch no disk.
/// </summary>
internal sealed class FfmpegCapture : ILiveCapture
{
    private readonly PictureProgram ffmpeg;
    private readonly Yuv4MpegReader video;
    private readonly Mat planes = new();

    /// <param name="name">The stream.</param>
    /// <param name="program">ffmpeg, or what takes its arguments and writes what it writes.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="IOException">ffmpeg is not installed.</exception>
    public FfmpegCapture(SourceName name, StreamOptions options, string program = "ffmpeg")
    {
        ffmpeg = new PictureProgram(
            FfmpegProcess.Start(program, name.Text, options),
            line => StreamFault.Of(FfmpegProcess.Plain(line).Replace(name.Text, name.ForLog, StringComparison.Ordinal))
        );
        video = new Yuv4MpegReader(ffmpeg.Output);
    }

    /// <exception cref="IOException">The stream is not there, or lost.</exception>
    public bool TryRead(Mat pixels, CancellationToken end)
    {
        if (!ffmpeg.Read(Fill, end))
        {
            throw ffmpeg.Lost();
        }

        Cv2.CvtColor(planes, pixels, ColorConversionCodes.YUV2BGR_I420);
        return true;
    }

    public void Dispose()
    {
        ffmpeg.Dispose();
        video.Dispose();
        planes.Dispose();
    }

    private unsafe bool Fill()
    {
        if (planes.Empty())
        {
            if (video.ReadSize() is not { } size)
            {
                return false;
            }

            new FrameSize(size.Width, size.Height).Require("it");
            planes.Create(size.Height * 3 / 2, size.Width, MatType.CV_8UC1);
        }

        return video.TryRead(new Span<byte>(planes.DataPointer, planes.Width * planes.Height));
    }
}
