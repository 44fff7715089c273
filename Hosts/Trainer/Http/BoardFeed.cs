using Vitrine.Fleet.Hub;
using Vitrine.Hosts.Web;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>
/// The newest board, asked for once for all who watch, and not at all while nobody does. Safe for any thread.
/// </summary>
internal sealed class BoardFeed(ClusterGate gate, RolloutHub? hub, TimeProvider clock) : IDisposable
{
    /// <summary>A board is good for so long.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1);
    private (long At, ClusterBoard? Board, string? Trouble)? newest;

    /// <summary>The board of this second, or why there is none.</summary>
    public async Task<(ClusterBoard? Board, string? Trouble)> ReadAsync(CancellationToken gone)
    {
        await turn.WaitAsync(gone);
        try
        {
            // A little less, so that one who comes each second finds a new one.
            if (newest is not { } known || clock.GetElapsedTime(known.At) > Every * 0.8)
            {
                var (board, trouble) = await AskAsync(gone);
                newest = known = (clock.GetTimestamp(), board, trouble);
            }

            return (known.Board, known.Trouble);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<(ClusterBoard?, string?)> AskAsync(CancellationToken gone)
    {
        try
        {
            var fleet = hub is null ? null : await FleetAsync(hub, gone);
            var board = (await gate.AskAsync<Board>(new ShowBoard(), gone)).Clone();
            var nodes = Membership.WithWorkers(gate.Members(), board.Workers);
            board.Workers.Clear();
            return (
                new ClusterBoard
                {
                    Board = board,
                    Nodes = { nodes },
                    Fleet = fleet,
                },
                null
            );
        }
        catch (RefusedException refused)
        {
            return (null, refused.Message);
        }
    }

    private static async Task<RolloutStatus> FleetAsync(RolloutHub hub, CancellationToken gone)
    {
        try
        {
            var status = (await hub.ShowAsync(gone)).Clone();
            foreach (var device in status.Devices)
            {
                // It changes with every sign of life; the board is sent when it changes.
                device.Seen = null;
            }

            return status;
        }
        catch (TimeoutException silent)
        {
            return new RolloutStatus { State = "unknown", Reason = silent.Message };
        }
    }
}
