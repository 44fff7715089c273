using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>The cluster at one moment; see Board in jobs.proto.</summary>
internal sealed record BoardView(
    IReadOnlyList<NodeView> Nodes,
    IReadOnlyList<JobView> Running,
    IReadOnlyList<JobView> Waiting,
    IReadOnlyList<JobView> Ended,
    IReadOnlyList<SweepView> Sweeps,
    TotalsView Totals,
    FleetView? Fleet
)
{
    /// <param name="members">The nodes, as this one sees them.</param>
    /// <param name="board">What the coordinator tells.</param>
    /// <param name="fleet">What the hub tells; null: this node is none.</param>
    public static BoardView Of(IReadOnlyList<Membership> members, Board board, FleetView? fleet) =>
        new(
            NodeView.All(members, board.Workers),
            [.. board.Running.Select(JobView.Of)],
            [.. board.Waiting.Select(JobView.Of)],
            [.. board.Ended.Select(JobView.Of)],
            [.. board.Sweeps.Select(SweepView.Of)],
            new TotalsView(
                board.TotalRunning,
                board.TotalWaiting,
                board.TotalDone,
                board.TotalFailed,
                board.TotalCancelled
            ),
            fleet
        );
}
