using Vitrine.Dataflow;
using Vitrine.Vision;
using Vitrine.Vision.Sources;
using Vitrine.Vision.Synthetic;

namespace Vitrine.Pipelines;

/// <summary>The graph's source, chosen by what <c>--source</c> names.</summary>
public sealed class EdgeSource
{
    private readonly ShopSchedule? shop;
    private Func<TimeSpan>? sceneTime;

    /// <param name="options">Names the source and its pace.</param>
    /// <param name="frames">Numbers the frames.</param>
    /// <param name="warn">Takes a line for the operator.</param>
    /// <exception cref="IOException">A file or folder is missing, no video, or without pictures.</exception>
    public EdgeSource(EdgeOptions options, FrameCounter frames, Action<string> warn)
    {
        var (source, loop) = (options.Source, options.Loop);
        shop = source.Kind == SourceKind.Synthetic ? new ShopSchedule(options.Synthetic) : null;
        FramesPerSecond = source.Kind switch
        {
            SourceKind.Synthetic => options.Synthetic.FramesPerSecond,
            SourceKind.Video => VideoSource.Probe(source.Text),
            SourceKind.Folder when FolderSource.Pictures(source.Text).Count > 0 => options.PicturesPerSecond,
            _ => 25,
        };
        Func<ISource<Frame>> make = source.Kind switch
        {
            SourceKind.Synthetic => () => Draw(options.Synthetic, frames),
            SourceKind.Video => () => new VideoSource(source.Text, loop, frames, warn),
            SourceKind.Folder => () => new FolderSource(source.Text, loop, options.PicturesPerSecond, frames),
            _ => () => new LiveSource(source, frames),
        };
        Node = new SourceNode<Frame>(EdgeNodes.Frames.Name, make)
        {
            Pace =
                source.IsLive ? SourcePace.Live
                : options.MaxPace ? SourcePace.OnDemand
                : SourcePace.Every(TimeSpan.FromSeconds(1 / FramesPerSecond)),
            Supervision = options.Supervision with { RestartAfter = 1, DegradeAfter = null },
        };
    }

    /// <summary>The graph's source.</summary>
    public SourceNode<Frame> Node { get; }

    /// <summary>The source's rate; 25 where a live source does not say.</summary>
    public double FramesPerSecond { get; }

    /// <summary>Visitors whom the synthetic shop has shown so far; null for any other source, which does not know.</summary>
    public int? TrueVisitors => sceneTime is null ? null : shop?.TrueVisitors(sceneTime());

    private SyntheticSource Draw(SyntheticOptions scene, FrameCounter frames)
    {
        var source = new SyntheticSource(scene, frames);
        sceneTime = () => source.Time;
        return source;
    }
}
