using Vitrine.Dataflow;
using Vitrine.Device;
using Vitrine.Models;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Sources;
using Vitrine.Vision.Synthetic;
using Vitrine.Vision.Tracking;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;

namespace Vitrine.Pipelines;

/// <summary>What the device's graph is to do.</summary>
public sealed record EdgeOptions
{
    /// <summary>Where pictures come from.</summary>
    public required SourceName Source { get; init; }

    /// <summary>Whether a recording is read as fast as the graph takes it, without loss, instead of at its own pace.</summary>
    public bool MaxPace { get; init; }

    /// <summary>Whether a recording begins again at its end.</summary>
    public bool Loop { get; init; }

    /// <summary>How far apart the pictures of a folder are taken to be.</summary>
    [Setting(
        "source.pictures-per-second",
        0.01,
        120,
        "pictures a second",
        "Pictures of a folder that make up one second."
    )]
    public double PicturesPerSecond { get; init; } = 2;

    /// <summary>What the command line leaves open.</summary>
    [Settings(
        "start",
        "What a device that starts by itself needs. An option of the command line with the same name goes before."
    )]
    public StartOptions Start { get; init; } = new();

    /// <summary>How long after its last frame a camera or a stream is lost.</summary>
    [Setting(
        "source.silent-after",
        1,
        3600,
        "seconds",
        "A camera or a stream that sends no picture for so long is lost, and opened again; the first one may take twice as long."
    )]
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How a stream of the network is read.</summary>
    [Settings("source.stream", "A stream of the network (--source rtsp://CAMERA/…).")]
    public StreamOptions Stream { get; init; } = new();

    /// <summary>How a camera of this machine is read.</summary>
    [Settings("source.camera", "A camera of this machine (--source 0).")]
    public CameraOptions Camera { get; init; } = new();

    /// <summary>How the Raspberry Pi's camera module is read.</summary>
    [Settings("source.rpicam", "The Raspberry Pi's camera module (--source rpicam).")]
    public RpicamOptions Rpicam { get; init; } = new();

    /// <summary>The shop that Vitrine draws itself.</summary>
    [Settings("synthetic", "The shop that Vitrine draws itself when there is no camera.")]
    public SyntheticOptions Synthetic { get; init; } = new();

    /// <summary>How faces are found.</summary>
    [Settings("detector")]
    public DetectorOptions Detector { get; init; } = new();

    /// <summary>How faces become people.</summary>
    [Settings("tracker")]
    public TrackerOptions Tracker { get; init; } = new();

    /// <summary>Which faces are classified.</summary>
    [Settings("classification")]
    public ClassificationOptions Classification { get; init; } = new();

    /// <summary>What describes people; none: they are counted only.</summary>
    public FaceModels Models { get; init; } = FaceModels.None;

    /// <summary>Lines that people cross, and zones in which they stay.</summary>
    [Settings]
    public PlaceOptions Places { get; init; } = PlaceOptions.None;

    /// <summary>How windows are closed.</summary>
    [Settings]
    public WindowOptions Windows { get; init; } = new();

    /// <summary>When a failing stage is restarted or degraded.</summary>
    [Settings("supervision")]
    public SupervisionOptions Supervision { get; init; } = new();

    /// <summary>How models that are rolled out are taken.</summary>
    [Settings(
        "rollout",
        "Models that are rolled out to this device (./vitrine edge --hub HOST:PORT); docs/rollout.md tells how."
    )]
    public RolloutOptions Rollout { get; init; } = new();

    /// <summary>Who may read what leaves the device.</summary>
    [Settings]
    public AccessOptions Access { get; init; } = new();

    /// <summary>Where subscriptions are taken over Akka.Remote; null: nowhere.</summary>
    [Setting(
        "events.remote",
        "HOST:PORT, or none",
        "Where windows are subscribed to over Akka.Remote. Subscribers must write the host as it is here. Beyond this machine it needs access.token, and TLS (akka.remote.dot-netty.tcp.ssl) or access.allow-plain."
    )]
    public EventsAddress? Events { get; init; } = EventsAddress.Default;

    /// <summary>Where windows are sent.</summary>
    public SinkSet Sinks { get; init; } = SinkSet.Default;

    /// <summary>Video file for pictures with boxes and labels; null (the default): no picture is ever stored.</summary>
    public string? Annotate { get; init; }
}

#pragma warning disable MA0048 // A group of its settings.
/// <summary>What the command line leaves open: null, and the usual holds.</summary>
public sealed record StartOptions
{
    /// <summary>Where pictures come from.</summary>
    [Setting(
        "source",
        "what --source takes, or nothing",
        "Where pictures come from. Nothing: the first camera, else the drawn shop."
    )]
    public string? Source { get; init; }

    /// <summary>Folder of models.</summary>
    [Setting(
        "models",
        "a folder, none, or nothing",
        "Models that describe people; none: they are counted only. Nothing: those that come with Vitrine."
    )]
    public string? Models { get; init; }

    /// <summary>Folder for what was counted.</summary>
    [Setting("data", "a folder, or nothing", "Where what was counted is kept. Nothing: the user's own folder.")]
    public string? Data { get; init; }

    /// <summary>Where others may read.</summary>
    [Setting(
        "http",
        "an address, none, or nothing",
        "Where dashboard and windows are served. Nothing: http://127.0.0.1:8090."
    )]
    public string? Http { get; init; }

    /// <summary>The hub that rolls models out.</summary>
    [Setting("hub", "HOST:PORT, or nothing", "The hub that rolls models out. Nothing: nobody is dialled.")]
    public string? Hub { get; init; }
}
#pragma warning restore MA0048
