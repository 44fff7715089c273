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
/// <exception cref="IOException">The file is missing or no video.</exception>
public sealed class VideoSource(string path, bool loop, FrameCounter frames, Action<string> warn) : ISource<Frame>
{
    private VideoCapture capture = Open(path);
    private long read;

    /// <summary>Registers it.</summary>
    public static SourceKind Kind { get; } =
        new("video")
        {
            Matches = File.Exists,
            Example = "a video",
            Prepare = (name, context) =>
                new(Probe(name.Text), () => new VideoSource(name.Text, context.Loop, context.Frames, context.Warn)),
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
        var frame = Next();
        if (frame is not null || !loop)
        {
            return frame;
        }

        capture.Dispose();
        capture = Open(path);
        read = 0;
        frames.BeginRound();
        return Next() ?? throw Unreadable(path);
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
        var video = new VideoCapture(path, VideoCaptureAPIs.FFMPEG);
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

    private Frame? Next()
    {
        var frame = frames.Fill((pixels, _) => capture.Read(pixels) && !pixels.Empty(), Rate(capture));
        if (frame is not null)
        {
            read++;
        }
        else if (read < capture.FrameCount)
        {
            warn($"'{path}' ended after {read} of {capture.FrameCount} frames; is it cut off?");
        }

        return frame;
    }
}
