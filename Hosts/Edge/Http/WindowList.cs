using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Vitrine.Hosts.Web;
using Vitrine.Windows;
using Vitrine.Wire;
using static Vitrine.Hosts.Edge.Http.WindowForm;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>
/// <c>GET /windows</c>: stored windows, oldest first, as a JSON array or as CSV. They are read and sent page by page, so any
/// number of them needs the memory of one page.
/// </summary>
internal sealed class WindowList(WindowFeed feed, TimeProvider clock)
{
    public async Task ServeAsync(HttpContext context)
    {
        var (request, response, gone) = (context.Request, context.Response, context.RequestAborted);
        var query = WindowQuery.Parse(request.Query, request.Headers.Accept.ToString());
        // Read before anything is written, so that a store that fails at once is answered as such.
        var reader = new WindowReader(feed, query.After, clock);
        var windows = await reader.ReadAsync(WindowReader.Page, gone);
        var form = query.IsCsv ? Csv([.. windows, .. await NewestAsync(gone)], clock.LocalTimeZone, query.Form) : Json;
        response.Headers.Vary = HeaderNames.Accept;
        response.ContentType = query.IsCsv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        if (HttpMethods.IsGet(request.Method))
        {
            await SendAsync(response, query, form, reader, windows, gone);
        }
    }

    /// <summary>The newest window, which has the lines and zones of today's configuration.</summary>
    private Task<IReadOnlyList<AggregateWindow>> NewestAsync(CancellationToken gone) =>
        new WindowReader(feed, Math.Max(feed.Last - 1, 0), clock).ReadAsync(most: 1, gone);

    private async Task SendAsync(
        HttpResponse response,
        WindowQuery query,
        WindowForm form,
        WindowReader reader,
        IReadOnlyList<AggregateWindow> windows,
        CancellationToken gone
    )
    {
        var body = response.BodyWriter;
        var (left, between) = (query.Limit, "");
        Write(body, form.Head);
        while (windows.Count > 0 && left > 0)
        {
            foreach (var window in windows.Where(query.Takes).Take((int)Math.Min(left, windows.Count)))
            {
                Write(body, between);
                Write(body, form.Text(window));
                (left, between) = (left - 1, form.Between);
            }

            await body.SendAsync(clock, gone);
            windows = await reader.ReadAsync(WindowReader.Page, gone);
        }

        Write(body, form.Foot);
    }
}

/// <summary>How a list of windows is written: what comes first, each window, and what comes last.</summary>
internal sealed record WindowForm(string Head, Func<AggregateWindow, string> Text, string Between, string Foot)
{
    /// <summary>An array, a window on each line.</summary>
    public static WindowForm Json { get; } = new("[\n", WindowJson.Text, ",\n", "\n]\n");

    /// <summary>A table. It has columns for the lines and zones of some windows, for it begins before all are read.</summary>
    public static WindowForm Csv(IReadOnlyCollection<AggregateWindow> some, TimeZoneInfo zone, CsvForm written)
    {
        var table = new WindowCsv(some, zone, written);
        return new WindowForm(table.Header + "\n", window => table.Row(window) + "\n", "", "");
    }

    /// <summary>Writes some of it.</summary>
    public static void Write(IBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);
}
