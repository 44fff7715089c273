using System.Diagnostics;
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

    private readonly SourceName name;
    private readonly Process ffmpeg;
    private readonly Yuv4MpegReader video;
    private readonly ManualResetEventSlim fellSilent = new();
    private readonly ITimer watchdog;
    private readonly Mat planes;
    private volatile string complaint = "it gives no more pictures";

    /// <param name="name">The stream.</param>
    /// <param name="program">ffmpeg, or what takes its arguments and writes what it writes.</param>
    /// <param name="clock">Measures how long a picture takes; default: the system's.</param>
    /// <exception cref="IOException">ffmpeg is not installed, or the stream is not there now.</exception>
    public FfmpegCapture(SourceName name, string program = "ffmpeg", TimeProvider? clock = null)
    {
        this.name = name;
        ffmpeg = FfmpegProcess.Start(program, name.Text);
        ffmpeg.ErrorDataReceived += (_, line) => Remember(line.Data);
        ffmpeg.BeginErrorReadLine();
        video = new Yuv4MpegReader(ffmpeg.StandardOutput.BaseStream);
        watchdog = (clock ?? TimeProvider.System).CreateTimer(_ => GiveUp(), null, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            var size = video.ReadSize() ?? throw new IOException(Complaint());
            new FrameSize(size.Width, size.Height).Require("it");
            Watch(Timeout.InfiniteTimeSpan);
            planes = new Mat(size.Height * 3 / 2, size.Width, MatType.CV_8UC1);
        }
        catch
        {
            End();
            throw;
        }
    }

    /// <exception cref="IOException">The stream is lost.</exception>
    public unsafe bool TryRead(Mat pixels)
    {
        Watch(Patience);
        if (!video.TryRead(new Span<byte>(planes.DataPointer, planes.Width * planes.Height)))
        {
            throw new IOException(Complaint());
        }

        Watch(Timeout.InfiniteTimeSpan);
        Cv2.CvtColor(planes, pixels, ColorConversionCodes.YUV2BGR_I420);
        return true;
    }

    public void Dispose()
    {
        End();
        planes.Dispose();
    }

    private void Remember(string? line)
    {
        if (line is null)
        {
            fellSilent.Set();
        }
        else if (!string.IsNullOrWhiteSpace(line))
        {
            complaint = FfmpegProcess.Plain(line).Replace(name.Text, name.ForLog, StringComparison.Ordinal);
        }
    }

    /// <summary>ffmpeg's last error line, which comes through another pipe than the pictures, and may be later.</summary>
    private string Complaint()
    {
        fellSilent.Wait(TimeSpan.FromSeconds(5));
        return complaint;
    }

    /// <summary>Only while a picture is waited for: the caller may be busy for longer.</summary>
    private void Watch(TimeSpan patience) => watchdog.Change(patience, Timeout.InfiniteTimeSpan);

    private void GiveUp()
    {
        complaint = $"it has sent no picture for {Patience.TotalSeconds} s";
        try
        {
            ffmpeg.Kill();
        }
        catch (InvalidOperationException)
        {
            // A picture came at the last moment, and then it was disposed of.
        }
    }

    private void End()
    {
        watchdog.Dispose();
        ffmpeg.Kill();
        ffmpeg.WaitForExit();
        video.Dispose();
        ffmpeg.Dispose();
        fellSilent.Dispose();
    }
}
