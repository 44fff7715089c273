using Vitrine.Dataflow;
using Vitrine.Vision;
using Vitrine.Vision.Sources;

namespace Vitrine.Pipelines;

/// <summary>The graph's source, chosen by what <c>--source</c> names.</summary>
public sealed class EdgeSource
{
    private readonly ReadySource source;

    /// <summary>What may be wrong with the pictures of a camera that sends some.</summary>
    public static IReadOnlyList<string> Faults { get; } = PictureWatch.Faults;

    /// <param name="options">Names the source and its pace.</param>
    /// <param name="frames">Numbers the frames.</param>
    /// <param name="warn">Takes a line for the operator.</param>
    /// <exception cref="IOException">A file or folder is missing, no video, or without pictures.</exception>
    public EdgeSource(EdgeOptions options, FrameCounter frames, Action<string> warn)
    {
        source = Prepare(options, frames, warn);
        Node = new SourceNode<Frame>(EdgeNodes.Frames.Name, source.Open)
        {
            Pace =
                options.Source.IsLive ? SourcePace.Live
                : options.MaxPace ? SourcePace.OnDemand
                : source.KeepsTime ? SourcePace.Live
                : SourcePace.Every(TimeSpan.FromSeconds(1 / FramesPerSecond)),
            Supervision = options.Supervision with { RestartAfter = 1, DegradeAfter = null },
        };
    }

    /// <summary>Gets ready to open what <c>--source</c> names.</summary>
    /// <inheritdoc cref="EdgeSource(EdgeOptions, FrameCounter, Action{string})"/>
    public static ReadySource Prepare(EdgeOptions options, FrameCounter frames, Action<string> warn)
    {
        var context = new SourceContext(frames, warn)
        {
            Loop = options.Loop,
            PicturesPerSecond = options.PicturesPerSecond,
            Pace = options.MaxPace ? null : TimeProvider.System,
            SilentAfter = options.SilentAfter,
            Stream = options.Stream,
            Camera = options.Camera,
            Rpicam = options.Rpicam,
            Synthetic = options.Synthetic,
        };
        return options.Source.Kind.Prepare(options.Source, context);
    }

    /// <summary>The graph's source.</summary>
    public SourceNode<Frame> Node { get; }

    /// <summary>The source's rate; 25 where a live source does not say.</summary>
    public double FramesPerSecond => source.FramesPerSecond;

    /// <summary>Which of <see cref="Faults"/> its camera has now; null: none.</summary>
    public string? Fault => source.Fault();

    /// <summary>Visitors whom the synthetic shop has shown so far; null for any other source, which does not know.</summary>
    public int? TrueVisitors => source.TrueVisitors();
}
