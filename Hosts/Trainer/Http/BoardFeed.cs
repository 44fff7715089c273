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
    private (long At, BoardView? Board, string? Trouble)? newest;

    /// <summary>The board of this second, or why there is none.</summary>
    public async Task<(BoardView? Board, string? Trouble)> ReadAsync(CancellationToken gone)
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

    private async Task<(BoardView?, string?)> AskAsync(CancellationToken gone)
    {
        try
        {
            var fleet = hub is null ? null : await FleetAsync(hub, gone);
            return (BoardView.Of(gate.Members(), await gate.AskAsync<Board>(new ShowBoard(), gone), fleet), null);
        }
        catch (RefusedException refused)
        {
            return (null, refused.Message);
        }
    }

    private static async Task<FleetView> FleetAsync(RolloutHub hub, CancellationToken gone)
    {
        try
        {
            return FleetView.Of(await hub.ShowAsync(gone));
        }
        catch (TimeoutException silent)
        {
            return new FleetView("unknown") { Reason = silent.Message };
        }
    }
}
