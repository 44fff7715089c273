using System.Text.Encodings.Web;
using System.Text.Json;
using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Pipelines;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>The edge's status at one moment, as the dashboard gets it. Of people it has totals only. Pure.</summary>
/// <param name="Time">The moment.</param>
/// <param name="Uptime">Since the graph started, in seconds.</param>
/// <param name="Source">Where pictures come from.</param>
/// <param name="Ok">Whether everything works.</param>
/// <param name="Why">What does not work; null: nothing.</param>
/// <param name="Fps">Frames processed per second.</param>
/// <param name="InView">Visitors in view now; null: fewer than k.</param>
/// <param name="Visitors">People counted since the start.</param>
/// <param name="Frames">What became of the frames since the start.</param>
/// <param name="Restarts">Restarts of workers.</param>
/// <param name="Degraded">Nodes that are degraded now.</param>
/// <param name="LatencyMs">From capture to count, over the last five minutes.</param>
/// <param name="Nodes">The graph's nodes, in the order of the flow.</param>
/// <param name="Models">The models in use.</param>
/// <param name="WindowSeconds">Length of a window, in seconds.</param>
/// <param name="MemoryMb">Resident memory of the process, 10^6 bytes.</param>
public sealed record LiveStatus(
    DateTimeOffset Time,
    double Uptime,
    string Source,
    bool Ok,
    string? Why,
    double Fps,
    int? InView,
    int Visitors,
    FrameCounts Frames,
    long Restarts,
    IReadOnlyList<string> Degraded,
    Latency LatencyMs,
    IReadOnlyList<LiveNode> Nodes,
    IReadOnlyList<LiveModel> Models,
    double WindowSeconds,
    double MemoryMb
)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Puts together what is known.</summary>
    public static LiveStatus Of(
        DateTimeOffset time,
        EdgeRun run,
        StatusSample sample,
        GraphHealth health,
        long memoryBytes
    ) =>
        new(
            time,
            Math.Round(sample.Elapsed.TotalSeconds, 1),
            run.Options.Source.ForLog,
            health.IsGood,
            health.Why,
            Math.Round(sample.Fps, 2),
            sample.InView,
            sample.Visitors,
            sample.Frames,
            sample.Nodes.Sum(node => node.Restarts),
            [.. sample.Degraded],
            sample.EndToEnd,
            [.. sample.Nodes.Select(LiveNode.Of)],
            [.. run.Pipeline.LiveModels.Present.Select(m => new LiveModel(m.Manifest.Task, m.Manifest.Version))],
            run.Options.Windows.Length.TotalSeconds,
            Math.Round(memoryBytes / 1e6, 1)
        );

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <summary>A node of the graph at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Received">Elements that came in.</param>
/// <param name="Sent">Elements that went out.</param>
/// <param name="Dropped">Elements replaced by newer ones.</param>
/// <param name="Failed">Elements that failed.</param>
/// <param name="Restarts">Restarts of its workers.</param>
/// <param name="Queue">Elements held now, waiting or in work.</param>
/// <param name="Degraded">Workers that are degraded now.</param>
/// <param name="LatencyMs">Time that one element took, over the last five minutes.</param>
public sealed record LiveNode(
    string Name,
    long Received,
    long Sent,
    long Dropped,
    long Failed,
    long Restarts,
    int Queue,
    int Degraded,
    Latency LatencyMs
)
{
    /// <summary>What a node measures.</summary>
    public static LiveNode Of(NodeMetrics node) =>
        new(
            node.Name,
            node.Published(node.Received),
            node.Published(node.Sent),
            node.Published(node.Dropped),
            node.Published(node.Failed),
            node.Restarts,
            node.Held,
            node.Degraded,
            Latency.Of(node.ServiceTime.Recent())
        );
}

/// <summary>A model in use.</summary>
/// <param name="Task">The attribute that it estimates.</param>
/// <param name="Version">Its version.</param>
public sealed record LiveModel(string Task, int Version);
