using Vitrine.Dataflow;
using Vitrine.Vision.Synthetic;

namespace Vitrine.Vision.Sources;

/// <summary>A kind of source that <c>--source</c> can name. Each is described in its own file, and listed in one line of <see cref="SourceKinds"/>.</summary>
/// <param name="Name">What it is called, for example "camera".</param>
public sealed record SourceKind(string Name)
{
    private const double UnknownRate = 25;

    /// <summary>Whether a text names such a source.</summary>
    public required Func<string, bool> Matches { get; init; }

    /// <summary>What to write, for example "a camera's index".</summary>
    public required string Example { get; init; }

    /// <summary>Gets it ready; throws an IOException where it is clear by now that it cannot be read.</summary>
    public required Func<SourceName, SourceContext, ReadySource> Prepare { get; init; }

    /// <summary>What an operator reads of it at the start; null: at which pace it is read.</summary>
    public string? About { get; init; }

    /// <summary>The name without what a log should not show.</summary>
    public Func<string, string> ForLog { get; init; } = text => text;

    /// <summary>Whether it gives frames at its own pace, for ever, so that losing it means to reconnect.</summary>
    public bool IsLive { get; init; }

    /// <summary>Whether the source that a text names is there now; it may come later where it is live.</summary>
    public Func<string, bool> IsThere { get; init; } = _ => true;

    /// <summary>The package of Debian that it needs besides OpenCV's; <c>./vitrine</c> installs it. Null: none.</summary>
    public string? Package { get; init; }

    /// <summary>A live source: whatever <paramref name="open"/> opens, again and again.</summary>
    /// <param name="what">The source as an error names it.</param>
    /// <param name="open">Opens it, or throws an IOException. Until the token is cancelled it may wait.</param>
    /// <param name="rate">Its rate, where it is asked for one; 0, the default: it does not say.</param>
    /// <param name="ends">Whether it is over once it gives no more pictures, instead of lost.</param>
    internal static Func<SourceName, SourceContext, ReadySource> Live(
        Func<SourceName, string> what,
        Func<SourceName, SourceContext, CancellationToken, ILiveCapture> open,
        Func<SourceContext, int>? rate = null,
        bool ends = false
    ) =>
        (name, context) =>
        {
            var watch = new PictureWatch(context.SilentAfter, line => context.Warn($"{what(name)}: {line}"));
            var refusals = new Refusals(context.Clock);
            return new(
                rate?.Invoke(context) is > 0 and var asked ? asked : UnknownRate,
                () =>
                    new LiveSource(
                        what(name),
                        end => open(name, context, end),
                        context.SilentAfter,
                        context.Frames,
                        context.Clock,
                        watch,
                        refusals,
                        ends ? context.Warn : null
                    )
            )
            {
                Fault = () => watch.Fault,
            };
        };
}

/// <summary>What a source is read with.</summary>
/// <param name="frames">Numbers the frames.</param>
/// <param name="warn">Takes a line for the operator.</param>
public sealed class SourceContext(FrameCounter frames, Action<string> warn)
{
    /// <summary>Numbers the frames, also across reconnections.</summary>
    public FrameCounter Frames { get; } = frames;

    /// <summary>Takes a line for the operator.</summary>
    public Action<string> Warn { get; } = warn;

    /// <summary>Whether a recording begins again at its end.</summary>
    public bool Loop { get; init; }

    /// <summary>How far apart the pictures of a folder are taken to be, in pictures a second.</summary>
    public double PicturesPerSecond { get; init; } = 2;

    /// <summary>How long after its last frame a live source is lost.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Measures that.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Says when a frame of a recording is due; null: at once.</summary>
    public TimeProvider? Pace { get; init; }

    /// <summary>How a stream of the network is read.</summary>
    public StreamOptions Stream { get; init; } = new();

    /// <summary>How a camera of this machine is read.</summary>
    public CameraOptions Camera { get; init; } = new();

    /// <summary>How the Raspberry Pi's camera module is read.</summary>
    public RpicamOptions Rpicam { get; init; } = new();

    /// <summary>The shop that Vitrine draws itself.</summary>
    public SyntheticOptions Synthetic { get; init; } = new();
}

/// <summary>A source that can be opened.</summary>
/// <param name="FramesPerSecond">Its rate; 25 where it is not known.</param>
/// <param name="Open">Opens it; called again after a failure.</param>
public sealed record ReadySource(double FramesPerSecond, Func<ISource<Frame>> Open)
{
    /// <summary>Whether frames come when they are due, each at its own time, where a pace was given.</summary>
    public bool KeepsTime { get; init; }

    /// <summary>What is wrong with the pictures of a camera that sends some: "frozen", "dark" or "covered"; null: nothing. Any thread may ask.</summary>
    public Func<string?> Fault { get; init; } = () => null;

    /// <summary>Visitors whom it has shown so far; null where it does not know. Any thread may ask.</summary>
    public Func<int?> TrueVisitors { get; init; } = () => null;
}

/// <summary>Every kind of source.</summary>
public static class SourceKinds
{
    /// <summary>In the order in which a name is tried. The first is the drawn shop, which <see cref="Examples"/> names last.</summary>
    public static IReadOnlyList<SourceKind> All { get; } =
    [
        SyntheticSource.Kind,
        RemoteVideoSource.Kind,
        StreamSource.Kind,
        PipeSource.Kind,
        RpicamCapture.Kind,
        CameraCapture.Kind,
        FolderSource.Kind,
        VideoSource.Kind,
    ];

    /// <summary>What may be written, in words: "a video, …, or 'synthetic'".</summary>
    public static string Examples { get; } =
        string.Join(", ", All.Skip(1).Reverse().Select(kind => kind.Example)) + $", or {All[0].Example}";
}
