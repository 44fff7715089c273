using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Pipelines;

namespace Vitrine.Hosts.Edge;

/// <summary>The one run of this process: what it is to do, its pipeline, and its graph once started.</summary>
/// <param name="options">What it is to do.</param>
/// <param name="pipeline">The wired pipeline.</param>
/// <param name="clock">Measures how long it runs.</param>
public sealed class EdgeRun(EdgeOptions options, EdgePipeline pipeline, TimeProvider clock)
{
    private const int VotesAtOnce = 100;

    private readonly TaskCompletionSource<RunningGraph> started = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TaskCompletionSource outcome = new();
    private long begun;
    private GraphMetrics? metrics;

    /// <summary>What it is to do.</summary>
    public EdgeOptions Options { get; } = options;

    /// <summary>The wired pipeline.</summary>
    public EdgePipeline Pipeline { get; } = pipeline;

    /// <summary>The graph, once started.</summary>
    public Task<RunningGraph> Started => started.Task;

    /// <summary>What the graph measures; null before it is started.</summary>
    public GraphMetrics? Metrics => Volatile.Read(ref metrics);

    /// <summary>Since the graph was started; zero before.</summary>
    public TimeSpan Elapsed => begun == 0 ? TimeSpan.Zero : clock.GetElapsedTime(begun);

    /// <summary>Remembers the started graph.</summary>
    public void Begin(RunningGraph graph)
    {
        Coarsen(graph.Metrics, Pipeline.Slots.Select(slot => slot.Task));
        begun = clock.GetTimestamp();
        metrics = graph.Metrics;
        started.SetResult(graph);
    }

    /// <summary>Each visitor has a few votes: their exact number would tell how many were described, and when.</summary>
    internal static void Coarsen(GraphMetrics metrics, IEnumerable<string> tasks)
    {
        foreach (var task in tasks)
        {
            metrics[task].Step = VotesAtOnce;
        }
    }

    /// <summary>Done once the graph has ended in order and its report is written.</summary>
    public Task Outcome => outcome.Task;

    /// <summary>The run is over and reported.</summary>
    public void Complete() => outcome.SetResult();

    /// <summary>Sums the run up so far.</summary>
    public EdgeSummary Sum(RunningGraph graph) =>
        EdgeSummary.Of(Pipeline, graph.Metrics, Options.Source.ForLog, Elapsed);
}
