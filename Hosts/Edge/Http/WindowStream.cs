using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Vitrine.Hosts.Web;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>
/// <c>GET /events</c>: every window as a server-sent event, in order, its sequence number the event's id. A client that comes
/// back with the last id it has seen misses nothing; one that sends none gets what is closed from now on.
/// </summary>
internal sealed class WindowStream(WindowFeed feed, IHostApplicationLifetime host, TimeProvider clock)
{
    public Task ServeAsync(HttpContext context)
    {
        var newest = feed.Last;
        // A number from beyond the newest is from before this device was set up again.
        var after = Math.Min(After(context.Request) ?? newest, newest);
        return EventWriter.ServeAsync(context, host, clock, stream => SendAsync(stream, after));
    }

    /// <summary>The last window that the client has; null: the request has none.</summary>
    /// <exception cref="BadInputException">It is no sequence number.</exception>
    private static long? After(HttpRequest request)
    {
        // The header is newer than the address: a browser comes back to the address it began with.
        var (name, text) = request.Headers.TryGetValue("Last-Event-ID", out var header)
            ? ("Last-Event-ID", header.ToString())
            : ("after", request.Query["after"].ToString());
        return text.Length == 0 ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence
            : throw new BadInputException($"{name} '{text}' is no sequence number; it takes a whole number from 0");
    }

    private async Task SendAsync(EventWriter stream, long after)
    {
        // A store that cannot be read is in the log already, from the part that stores.
        var reader = new WindowReader(feed, after, clock, unreadable: _ => { });
        while (true)
        {
            var windows = await reader.NextAsync(EventWriter.Beat, stream.Ended);
            foreach (var window in windows)
            {
                stream.Write("window", WindowJson.Text(window), window.Sequence);
            }

            if (windows.Count == 0)
            {
                stream.Comment("still here");
            }

            await stream.FlushAsync();
        }
    }
}
