using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Vitrine.Hosts.Web;

/// <summary>
/// Server-sent events to one client (WHATWG HTML, "Server-sent events"). Writing waits for the client, but with some
/// <see cref="SendTimeout"/> only.
/// </summary>
public sealed class EventWriter
{
    /// <summary>The longest silence; then a comment shows both sides that the connection still stands.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private readonly PipeWriter body;

    private readonly TimeProvider clock;

    private EventWriter(PipeWriter body, TimeProvider clock, CancellationToken ended)
    {
        (this.body, this.clock) = (body, clock);
        Ended = ended;
    }

    /// <summary>Cancelled when the client has gone or the host stops.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Answers a request with a stream.</summary>
    /// <param name="context">The request.</param>
    /// <param name="host">Says when the host stops.</param>
    /// <param name="clock">Measures how long the client lets things wait.</param>
    /// <param name="talk">Writes events until the stream has ended.</param>
    public static async Task ServeAsync(
        HttpContext context,
        IHostApplicationLifetime host,
        TimeProvider clock,
        Func<EventWriter, Task> talk
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            host.ApplicationStopping
        );
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        // A proxy in between, nginx for one, must not collect events.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var stream = new EventWriter(context.Response.BodyWriter, clock, ended.Token);
        try
        {
            stream.Comment("Vitrine");
            await stream.FlushAsync();
            await talk(stream);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Nobody listens any more, or nothing more comes.
        }
    }

    /// <summary>Adds an event.</summary>
    /// <param name="name">Its kind.</param>
    /// <param name="data">One line.</param>
    /// <param name="id">What the client sends when it comes back; null: nothing.</param>
    public void Write(string name, string data, long? id = null)
    {
        if (id is { } number)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"id: {number}\n"));
        }

        Add($"event: {name}\ndata: {data}\n\n");
    }

    /// <summary>Adds a line that is no event.</summary>
    public void Comment(string text) => Add($": {text}\n\n");

    /// <summary>Sends what was added; waits while the client reads too slowly.</summary>
    /// <exception cref="StalledClientException">It does not read.</exception>
    /// <exception cref="OperationCanceledException">The stream has ended.</exception>
    public Task FlushAsync() => body.SendAsync(clock, Ended);

    private void Add(string text) => Encoding.UTF8.GetBytes(text, body);
}
