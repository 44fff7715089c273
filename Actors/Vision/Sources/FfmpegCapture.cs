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
    /// <param name="evenly">Whether pictures come at one rate, by the stream's time, some twice or not at all.</param>
    /// <param name="program">ffmpeg, or what takes its arguments and writes what it writes.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="IOException">ffmpeg is not installed.</exception>
    public FfmpegCapture(SourceName name, StreamOptions options, bool evenly = false, string program = "ffmpeg")
    {
        ffmpeg = new PictureProgram(
            FfmpegProcess.Start(program, name.Text, options, evenly),
            line => StreamFault.Of(FfmpegProcess.Plain(line).Replace(name.Text, name.ForLog, StringComparison.Ordinal))
        );
        video = new Yuv4MpegReader(ffmpeg.Output);
    }

    /// <summary>How many pictures make up a second, where they come evenly; known with the first.</summary>
    public double FramesPerSecond => video.FramesPerSecond;

    /// <exception cref="IOException">The stream is not there, or lost.</exception>
    public bool TryRead(Mat pixels, CancellationToken end)
    {
        if (!ffmpeg.Read(Fill, end))
        {
            return ffmpeg.HasEndedWell() ? false : throw ffmpeg.Lost();
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
