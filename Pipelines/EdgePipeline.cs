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
/// What comes out: at each <see cref="Tick"/> to the aggregator, the window of what was counted since the one before. The log of
/// windows, which is the graph's <see cref="NodeSettings.Ticker"/>, sends it.
/// What is bounded: every stage holds at most its workers plus one, the fork its capacity, a step two; the pool is as large as the sum of all bounds.
/// What may drop: only "frames", and only when it does not read on demand: a newer picture replaces the one waiting.
/// </summary>
public sealed class EdgePipeline : IDisposable
{
    private readonly LeasePool<Mat> pool;
    private readonly Classifiers classifiers;
    private AggregateState counted = AggregateState.Empty;

    /// <summary>Loads detector and models, and wires the graph.</summary>
    /// <param name="options">What it is to do.</param>
    /// <param name="clock">Measures durations.</param>
    /// <param name="warn">Takes a line for the operator.</param>
    /// <exception cref="IOException">The source, the cascade or YuNet's file is missing or of another kind.</exception>
    /// <exception cref="InvalidDataException">The cascade's file is damaged.</exception>
    /// <exception cref="InvalidModelException">A model does not match its manifest.</exception>
    public EdgePipeline(EdgeOptions options, TimeProvider clock, Action<string> warn)
    {
        // The graph spreads frames over the cores; OpenCV's own threads, which wait by spinning, would only be in its way.
        Cv2.SetNumThreads(1);
        EndToEnd = new DurationHistogram(clock);

        var detect = EdgeNodes.Detector.Stage(DetectStage.Factory(options.Detector)).MadeEarly() with
        {
            Workers = options.Detector.Workers,
            Supervision = options.Supervision,
        };
        var track = EdgeNodes.Tracker.Scan(
            new Following(),
            (following, picture) => (following.Advance(picture, options.Tracker, options.Classification), picture)
        );
        var modelsBegun = clock.GetTimestamp();
        classifiers = new Classifiers(options.Models, options.Supervision, clock);
        var classify = classifiers.Fork();
        ModelLoadTime = clock.GetElapsedTime(modelsBegun);
        var aggregate = EdgeNodes
            .Aggregator.Scan(
                CountingState.Begin(options.Places),
                (counting, picture) =>
                {
                    var next = counting.Add(picture);
                    Show(next, picture, clock);
                    return (next, picture);
                }
            )
            .ClosedBy((counting, metrics) => counting.Close(metrics, LiveModels, options.Windows));
        pool = new LeasePool<Mat>(limit: () => Graph!.PoolSize, () => new Mat());
        Source = new EdgeSource(options, new FrameCounter(pool, clock), warn);

        var described = Flow.From(Source.Node).Via(detect).Via(track).Via(classify);
        Graph = options.Annotate is { } file
            ? described.Via(aggregate).To(Annotate(file, Source.FramesPerSecond, options.Models.Attributes))
            : described.To(aggregate);
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

    /// <summary>What is counted so far. Any thread may read it.</summary>
    public AggregateState Counted => Volatile.Read(ref counted);

    /// <summary>Time from a picture's capture until it was counted.</summary>
    public DurationHistogram EndToEnd { get; }

    /// <summary>Pictures that are held now; 0 once the graph has ended.</summary>
    public int LeasesOut => pool.Outstanding;

    /// <inheritdoc />
    public void Dispose()
    {
        classifiers.Dispose();
        pool.Dispose();
    }

    private void Show(CountingState counting, Observation picture, TimeProvider clock)
    {
        picture.Counted = counting.Window.Counted;
        Volatile.Write(ref counted, counting.Window.Counted);
        EndToEnd.Record(clock.GetElapsedTime(picture.Frame.CapturedAt));
    }

    private static StageNode<Observation, Observation> Annotate(
        string file,
        double framesPerSecond,
        IReadOnlyList<FaceAttribute> attributes
    ) => EdgeNodes.Annotator.Stage(() => new AnnotateStage(file, framesPerSecond, attributes));
}
