using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Models;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Detection;

namespace Vitrine.Pipelines;

/// <summary>
/// The device's graph:
/// <code>
///                                   ┌─ attribute 1 ─┐
/// frames ─ detector ─ tracker ─ classifiers   …     ├─ aggregator (─ annotator)
///                                   └─ attribute n ─┘
/// </code>
/// What flows: one picture at a time, with ever more known about it; it ends at the last node and goes back to its pool.
/// What is bounded: every node holds at most its workers plus one; the pool is as large as the sum of all bounds.
/// What may drop: only "frames", and only when it does not read on demand: a newer picture replaces the one waiting.
/// </summary>
public sealed class EdgePipeline : IDisposable
{
    private readonly LeasePool<Mat> pool;
    private readonly AggregateStage aggregator;
    private readonly Classifiers classifiers;

    /// <summary>Loads detector and models, and wires the graph.</summary>
    /// <param name="options">What it is to do.</param>
    /// <param name="clock">Measures durations.</param>
    /// <param name="warn">Takes a line for the operator.</param>
    /// <exception cref="IOException">The source, the cascade or YuNet's file is missing or no such thing.</exception>
    /// <exception cref="InvalidDataException">The cascade is none.</exception>
    /// <exception cref="InvalidModelException">A model does not match its manifest.</exception>
    public EdgePipeline(EdgeOptions options, TimeProvider clock, Action<string> warn)
    {
        // The graph spreads frames over the cores; OpenCV's own threads, which wait by spinning, would only be in its way.
        Cv2.SetNumThreads(1);
        aggregator = new AggregateStage(clock, options.Places);
        var tracker = new FollowStage(options.Tracker, options.Classification);

        var detect = EdgeNodes.Detector.Stage(DetectStage.Factory(options.Detector)).MadeEarly() with
        {
            Workers = options.Detector.Workers,
            Supervision = options.Supervision,
        };
        var track = EdgeNodes.Tracker.Kept(() => tracker);
        var modelsBegun = clock.GetTimestamp();
        classifiers = new Classifiers(options.Models, options.Supervision, clock);
        var classify = classifiers.Fork();
        ModelLoadTime = clock.GetElapsedTime(modelsBegun);
        var aggregate = EdgeNodes.Aggregator.Kept(() => aggregator);
        pool = new LeasePool<Mat>(limit: () => Graph!.PoolSize, () => new Mat());
        Source = new EdgeSource(options, new FrameCounter(pool, clock), warn);

        var counted = Flow.From(Source.Node).Via(detect).Via(track).Via(classify);
        Graph = options.Annotate is { } file
            ? counted.Via(aggregate).To(Annotate(file, Source.FramesPerSecond, options.Models.Attributes))
            : counted.To(aggregate);
    }

    /// <summary>The wired graph, to be started.</summary>
    public Graph Graph { get; }

    /// <summary>Where pictures come from.</summary>
    public EdgeSource Source { get; }

    /// <summary>How long loading all models took.</summary>
    public TimeSpan ModelLoadTime { get; }

    /// <summary>Where each model sits, for exchanging it while the graph runs.</summary>
    public IReadOnlyList<ModelSlot> Slots => classifiers.Slots;

    /// <summary>The models that describe the next face.</summary>
    public FaceModels LiveModels => classifiers.Live;

    /// <summary>What is counted so far.</summary>
    public AggregateState Counted => aggregator.Counted;

    /// <summary>Time from a picture's capture until it was counted.</summary>
    public DurationHistogram EndToEnd => aggregator.EndToEnd;

    /// <summary>Pictures that are held now; 0 once the graph has ended.</summary>
    public int LeasesOut => pool.Outstanding;

    /// <summary>Ends a window: what was counted since the last cut. Any thread may call it.</summary>
    public WindowTally Cut() => aggregator.Cut();

    /// <inheritdoc />
    public void Dispose()
    {
        classifiers.Dispose();
        pool.Dispose();
    }

    private static StageNode<Observation, Observation> Annotate(
        string file,
        double framesPerSecond,
        IReadOnlyList<FaceAttribute> attributes
    ) => EdgeNodes.Annotator.Stage(() => new AnnotateStage(file, framesPerSecond, attributes));
}
