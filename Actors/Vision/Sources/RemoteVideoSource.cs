using OpenCvSharp;
using Vitrine.Dataflow;

namespace Vitrine.Vision.Sources;

/// <summary>
/// A recording that a web server has, read by the system's ffmpeg at one rate by its own time, once or over and over. Where it breaks off
/// it has ended: to begin again would count the same people twice.
/// </summary>
internal sealed class RemoteVideoSource(SourceName name, SourceContext context) : ISource<Frame>
{
    private static readonly string[] Endings =
    [
        ".mp4",
        ".m4v",
        ".mov",
        ".mkv",
        ".webm",
        ".avi",
        ".gif",
        ".mpg",
        ".wmv",
    ];

    private readonly Playback playback = new(context.Pace);
    private FfmpegCapture capture = new(name, context.Stream, evenly: true);
    private long read;

    /// <summary>Registers it.</summary>
    public static SourceKind Kind { get; } =
        new("recording")
        {
            Matches = IsRecording,
            Example = "the http:// address of a video",
            Package = "ffmpeg",
            ForLog = StreamSource.WithoutSecrets,
            Prepare = (name, context) =>
                new(Probe(name, context), () => new RemoteVideoSource(name, context)) { KeepsTime = true },
        };

    /// <inheritdoc />
    public Frame? Read(CancellationToken cancel)
    {
        var frame = Next(cancel);
        if (frame is not null || !context.Loop || read == 0)
        {
            return frame;
        }

        capture.Dispose();
        (capture, read) = (new FfmpegCapture(name, context.Stream, evenly: true), 0);
        context.Frames.BeginRound();
        return Next(cancel);
    }

    /// <inheritdoc />
    public void Dispose() => capture.Dispose();

    private static bool IsRecording(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && Endings.Contains(Path.GetExtension(address.AbsolutePath), StringComparer.OrdinalIgnoreCase);

    private static double Probe(SourceName name, SourceContext context)
    {
        using var probe = new FfmpegCapture(name, context.Stream, evenly: true);
        using var picture = new Mat();
        using var patience = new CancellationTokenSource(context.SilentAfter * 2, context.Clock);
        try
        {
            return probe.TryRead(picture, patience.Token)
                ? probe.FramesPerSecond
                : throw new IOException("it holds no picture");
        }
        catch (IOException wrong)
        {
            var why = patience.IsCancellationRequested ? "nothing came of it" : wrong.Message;
            throw new IOException($"recording {name.ForLog} cannot be read: {why}", wrong);
        }
    }

    private Frame? Next(CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(context.SilentAfter * 2, context.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            var frame = context.Frames.Fill(pixels => capture.TryRead(pixels, either.Token) ? Due(cancel) : null);
            read += frame is null ? 0 : 1;
            return frame;
        }
        catch (IOException broken) when (!cancel.IsCancellationRequested)
        {
            var why = patience.IsCancellationRequested ? "nothing more came" : broken.Message;
            context.Warn($"recording {name.ForLog} broke off after {read} frames: {why}");
            return null;
        }
    }

    private TimeSpan Due(CancellationToken cancel)
    {
        var time = context.Frames.Last + TimeSpan.FromSeconds(1 / capture.FramesPerSecond) ?? TimeSpan.Zero;
        playback.Wait(time, cancel);
        return time;
    }
}
