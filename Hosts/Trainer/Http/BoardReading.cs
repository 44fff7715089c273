using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Vitrine.Hosts.Web;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>
/// How the cluster is: <c>GET /api/board</c>, <c>GET /api/nodes</c>, and <c>GET /api/events</c>, which sends the board as a
/// server-sent event whenever it changes, once a second at the most: "board", or "trouble" while there is none; "beat" says
/// that nothing changed.
/// </summary>
internal sealed class BoardReading(BoardFeed feed, IHostApplicationLifetime host, TimeProvider clock)
{
    private const int SecondsBetweenBeats = 4;

    public async Task ShowAsync(HttpContext context) => await MessageJson.AnswerAsync(context, await NowAsync(context));

    public async Task NodesAsync(HttpContext context) =>
        await MessageJson.AnswerAsync(context, new ClusterBoard { Nodes = { (await NowAsync(context)).Nodes } });

    public Task StreamAsync(HttpContext context) => EventWriter.ServeAsync(context, host, clock, SendAsync);

    private async Task<ClusterBoard> NowAsync(HttpContext context)
    {
        var (board, trouble) = await feed.ReadAsync(context.RequestAborted);
        return board ?? throw new RefusedException(trouble!);
    }

    private async Task SendAsync(EventWriter stream)
    {
        var (told, quiet) = (string.Empty, 0);
        using var timer = new PeriodicTimer(BoardFeed.Every, clock);
        do
        {
            var (board, trouble) = await feed.ReadAsync(stream.Ended);
            var now = ProtocolJson.Of(board ?? (IMessage)new RequestRefused { Reason = trouble });
            quiet = now.Equals(told, StringComparison.Ordinal) ? quiet + 1 : 0;
            if (quiet == 0)
            {
                stream.Write(board is null ? "trouble" : "board", told = now);
            }
            else if (quiet % SecondsBetweenBeats == 0)
            {
                stream.Write("beat", "{}");
            }

            await stream.FlushAsync();
        } while (await timer.WaitForNextTickAsync(stream.Ended));
    }
}
