using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Fleet.Hub;
using Vitrine.Hosts.Web;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>The trainer's page, and what it reads: how the cluster is, and the results of its jobs. All of it is read only.</summary>
public static class PageServer
{
    /// <summary>The port when nobody says otherwise.</summary>
    public const int UsualPort = 8095;

    private static readonly WebPage Page = new(
        new EmbeddedFileProvider(Assembly.GetExecutingAssembly(), $"{typeof(PageServer).Namespace}.Page"),
        "/ is the page, and docs/cluster.md tells what else there is",
        HasPictures: true
    );

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Starts the server; disposing of what it returns stops it.</summary>
    /// <param name="socket">Where it is served.</param>
    /// <param name="token">What a reader must know; null: nothing.</param>
    /// <param name="gate">The way into the cluster.</param>
    /// <param name="hub">Knows of rollouts; null: this node is no hub.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Ends the start.</param>
    public static async Task<IAsyncDisposable> StartAsync(
        HttpSocket socket,
        AccessToken? token,
        ClusterGate gate,
        RolloutHub? hub,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .Logging.AddProvider(new PlainLogger(LogLevel.Warning, (_, line) => NodeLog.Say($"warning: {line}")))
            .AddFilter("Microsoft", LogLevel.Warning);
        CallersLifetime.Add(builder.Services);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        builder.Services.AddSingleton(gate);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(_ => new BoardFeed(gate, hub, clock));
        WebServer.Add(builder, socket);
        var app = builder.Build();
        WebServer.Use(app, Page, socket.Address.IsLoopback, token);
        Map(app);
        await app.StartAsync(stop);
        return new Served(app);
    }

    private static void Map(WebApplication app)
    {
        var services = app.Services;
        var board = ActivatorUtilities.CreateInstance<BoardReading>(services);
        var jobs = ActivatorUtilities.CreateInstance<JobReading>(services);
        var artefacts = ActivatorUtilities.CreateInstance<ArtefactReading>(services);
        var sweeps = ActivatorUtilities.CreateInstance<SweepReading>(services);
        app.MapGet("/api/events", board.StreamAsync).RequireRateLimiting(HttpLimits.StreamsPolicy);
        List(app, "/api/board", board.ShowAsync);
        List(app, "/api/nodes", board.NodesAsync);
        List(app, "/api/jobs", jobs.ListAsync);
        List(app, "/api/jobs/{id:maxlength(40)}", jobs.ShowAsync);
        List(app, "/api/jobs/{id:maxlength(40)}/events", jobs.EventsAsync);
        List(app, "/api/jobs/{id:maxlength(40)}/artefacts/{**name}", artefacts.ServeAsync);
        List(app, "/api/sweep", sweeps.ShowAsync);
    }

    private static void List(WebApplication app, string path, RequestDelegate serve) =>
        app.MapMethods(path, WebServer.Reading, serve).RequireRateLimiting(HttpLimits.ListsPolicy);

    private sealed class Served(WebApplication app) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
