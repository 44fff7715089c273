using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

/// <summary>A real web server on loopback that takes windows, and can go away and come back at the same port.</summary>
internal sealed class HookServer : IAsyncDisposable
{
    private readonly int port = FreePort();
    private WebApplication? app;

    public Uri Address => new($"http://127.0.0.1:{port}/hook");

    /// <summary>Every request, in order.</summary>
    public ConcurrentQueue<HookRequest> Requests { get; } = [];

    /// <summary>Numbers of the windows that it took.</summary>
    public IReadOnlyList<long> Sequences => [.. Requests.Where(r => r.Status == 200).Select(r => r.Sequence)];

    /// <summary>What it answers to the window with that number, 200 unless told otherwise; 0: it never does.</summary>
    public Func<long, int> Answers { get; set; } = _ => 200;

    /// <summary>A header of every answer.</summary>
    public (string Name, string Value)? Header { get; set; }

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async Task Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        app = builder.Build();
        app.Run(ServeAsync);
        await app.StartAsync(Ended);
    }

    public async Task Stop()
    {
        if (app is not null)
        {
            // Whoever is not answered yet is cut off.
            await app.DisposeAsync();
            app = null;
        }
    }

    public async ValueTask DisposeAsync() => await Stop();

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var sequence = JsonNode.Parse(body)?["sequence"]?.GetValue<long>() ?? 0;
        var status = Answers(sequence);
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.Ordinal);
        Requests.Enqueue(new HookRequest(context.Request.Path, status, sequence, body, headers));
        if (status == 0)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }

        context.Response.StatusCode = status;
        if (Header is var (name, value))
        {
            context.Response.Headers[name] = value;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal sealed record HookRequest(
        string Path,
        int Status,
        long Sequence,
        string Body,
        IReadOnlyDictionary<string, string> Headers
    );
}
