using Vitrine.Protocol;

namespace Vitrine.Hosts.Trainer.Http.Views;

/// <summary>The cluster at one moment; see Board in jobs.proto.</summary>
internal sealed record BoardView(
    IReadOnlyList<NodeView> Nodes,
    IReadOnlyList<JobView> Running,
    IReadOnlyList<JobView> Waiting,
    IReadOnlyList<JobView> Ended,
    IReadOnlyList<SweepView> Sweeps,
    TotalsView Totals
)
{
    public static BoardView Of(IReadOnlyList<Membership> members, Board board) =>
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
            )
        );
}
