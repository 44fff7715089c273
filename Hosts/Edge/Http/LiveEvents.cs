using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Hosts.Web;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>
/// <c>GET /live</c>: the edge's status, each second, and the lines of its log, as server-sent events. A client gets the
/// last lines first; nothing is repeated while it stays. What it is too slow for, it does not get.
/// </summary>
internal sealed class LiveEvents(LiveFeed feed, RecentLog log, IHostApplicationLifetime host, TimeProvider clock)
{
    public Task ServeAsync(HttpContext context) => EventWriter.ServeAsync(context, host, clock, SendAsync);

    private async Task SendAsync(EventWriter stream)
    {
        var seen = 0L;
        using var timer = new PeriodicTimer(LiveSampler.Every, clock);
        do
        {
            foreach (var line in log.After(seen))
            {
                stream.Write("log", Json(line));
                seen = line.Number;
            }

            if (feed.Newest is { } status)
            {
                stream.Write("status", status);
            }

            await stream.FlushAsync();
        } while (await OperatorTerminal.NextAsync(timer, stream.Ended));
    }

    private static string Json(LogEntry line) =>
        JsonSerializer.Serialize(
            new
            {
                line.Number,
                line.Time,
                Level = line.Level.ToString().ToLowerInvariant(),
                line.Text,
            },
            LiveStatus.Json
        );
}
