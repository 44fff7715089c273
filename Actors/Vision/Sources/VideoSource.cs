using System.Buffers.Binary;
using OpenCvSharp;
using Vitrine.Dataflow;

namespace Vitrine.Vision.Sources;

/// <summary>
/// Frames of a video file (whatever OpenCV's FFmpeg reads), once or over and over. Its resource is the open capture.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="loop">Whether to begin again at the end.</param>
/// <param name="frames">Numbers the frames.</param>
/// <param name="warn">Takes a line for the operator, for example that the file ends too early.</param>
/// <param name="pace">By this clock each frame comes when it is due; null: as soon as it is read.</param>
/// <exception cref="IOException">The file is missing or no video.</exception>
public sealed class VideoSource(
    string path,
    bool loop,
    FrameCounter frames,
    Action<string> warn,
    TimeProvider? pace = null
) : ISource<Frame>
{
    private const double MostMilliseconds = 1e12;
    private readonly Playback playback = new(pace);
    private VideoCapture capture = Open(path);
    private TimeSpan position;
    private long read;

    /// <summary>Registers it.</summary>
    public static SourceKind Kind { get; } =
        new("video")
        {
            Matches = File.Exists,
            Example = "a video",
            Prepare = (name, context) =>
                new(
                    Probe(name.Text),
                    () => new VideoSource(name.Text, context.Loop, context.Frames, context.Warn, context.Pace)
                )
                {
                    KeepsTime = true,
                },
        };

    /// <summary>Opens the file once to see that it is a video, and reads its rate.</summary>
    /// <returns>Frames per second; 25 where the file has none.</returns>
    /// <exception cref="IOException">The file is missing or no video.</exception>
    public static double Probe(string path)
    {
        using var video = Open(path);
        using var picture = new Mat();
        return video.Read(picture) && !picture.Empty() ? Rate(video) : throw Unreadable(path);
    }

    /// <inheritdoc />
    public Frame? Read(CancellationToken cancel)
    {
        var frame = Next(cancel);
        if (frame is not null || !loop)
        {
            return frame;
        }

        capture.Dispose();
        capture = Open(path);
        read = 0;
        frames.BeginRound();
        return Next(cancel) ?? throw Unreadable(path);
    }

    /// <inheritdoc />
    public void Dispose() => capture.Dispose();

    private static VideoCapture Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"video '{path}' is not there", path);
        }

        // FFmpeg decodes the first picture of a GIF when it opens it, and only then tells its size.
        GifSize(path)?.Require($"'{path}'");
        // A whole path: of a name with a colon FFmpeg takes what stands before it for a protocol.
        var video = new VideoCapture(Path.GetFullPath(path), VideoCaptureAPIs.FFMPEG);
        try
        {
            new FrameSize(video.FrameWidth, video.FrameHeight).Require($"'{path}'");
            return video.IsOpened() ? video : throw Unreadable(path);
        }
        catch
        {
            video.Dispose();
            throw;
        }
    }

    /// <summary>The size in the header of a GIF (GIF89a, section 18); null: it is none.</summary>
    private static FrameSize? GifSize(string path)
    {
        Span<byte> header = stackalloc byte[10];
        using var file = File.OpenRead(path);
        return
            file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            && header.StartsWith("GIF8"u8)
            ? new FrameSize(
                BinaryPrimitives.ReadUInt16LittleEndian(header[6..]),
                BinaryPrimitives.ReadUInt16LittleEndian(header[8..])
            )
            : null;
    }

    private static IOException Unreadable(string path) =>
        new(
            $"'{path}' is not a video that can be read ({new FileInfo(path).Length} bytes); try to play it, or convert it to MP4 (H.264)"
        );

    private static double Rate(VideoCapture video) => video.Fps is > 0 and < 1000 and var rate ? rate : 25;

    private Frame? Next(CancellationToken cancel)
    {
        var frame = frames.Fill(pixels => capture.Read(pixels) && !pixels.Empty() ? Due(cancel) : null);
        if (frame is not null)
        {
            read++;
        }
        else if (TellsItsLength(path) && read < capture.FrameCount)
        {
            warn($"'{path}' ended after {read} of {capture.FrameCount} frames; is it cut off?");
        }

        return frame;
    }

    /// <summary>Waits until the frame that was read is due. Its time is the file's; where that stands or goes back, the rate's.</summary>
    private TimeSpan Due(CancellationToken cancel)
    {
        var before = position;
        position = capture.Get(VideoCaptureProperties.PosMsec) is > 0 and < MostMilliseconds and var milliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : TimeSpan.Zero;
        var step = read > 0 && position > before ? position - before : TimeSpan.FromSeconds(1 / Rate(capture));
        var time = frames.Last + step ?? TimeSpan.Zero;
        playback.Wait(time, cancel);
        return time;
    }

    // Of other containers OpenCV takes it from their duration, which is the sound's, too, and says nothing of gaps.
    private static bool TellsItsLength(string path)
    {
        Span<byte> header = stackalloc byte[12];
        using var file = File.OpenRead(path);
        _ = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        return header.StartsWith("RIFF"u8) || header[4..].StartsWith("ftyp"u8);
    }
}
