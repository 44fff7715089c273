using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Hosts.Web;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>What the edge serves over HTTP. Everything is read only, and nothing of it could hold a picture.</summary>
public static class HttpServer
{
    /// <summary>The default port.</summary>
    public const int UsualPort = 8090;

    private static readonly WebPage Page = new(
        new EmbeddedFileProvider(Assembly.GetExecutingAssembly(), $"{typeof(HttpServer).Namespace}.Dashboard"),
        "/openapi.json lists what there is"
    );

    /// <summary>Adds the server to what the host is made of, and makes the host.</summary>
    /// <param name="builder">Has the window feed, the clock and the health checks.</param>
    /// <param name="socket">Where it is served.</param>
    /// <param name="token">What a reader must know; null: nothing.</param>
    public static WebApplication Build(WebApplicationBuilder builder, HttpSocket socket, AccessToken? token)
    {
        WebServer.Add(builder, socket);
        builder.Services.AddHealthChecks();
        // Whoever asks is answered; the log has it once, from the part that is not well.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddTelemetry();
        builder.Services.AddSingleton<LiveFeed>();
        builder.Services.AddSingleton<RecentLog>();
        builder.Services.AddSingleton<ILoggerProvider>(services => new PlainLogger(
            LogLevel.Information,
            services.GetRequiredService<RecentLog>().Add
        ));
        var app = builder.Build();
        WebServer.Use(app, Page, socket.Address.IsLoopback, token);
        Map(app);
        return app;
    }

    // OpenAPI 3.1, for people and programs.
    private static IResult Description() =>
        Results.Stream(
            typeof(HttpServer).Assembly.GetManifestResourceStream($"{typeof(HttpServer).Namespace}.openapi.json")!,
            "application/json; charset=utf-8"
        );

    private static void Map(WebApplication app)
    {
        var services = app.Services;
        var events = ActivatorUtilities.CreateInstance<WindowStream>(services);
        var list = ActivatorUtilities.CreateInstance<WindowList>(services);
        var live = ActivatorUtilities.CreateInstance<LiveEvents>(services);
        app.MapGet("/events", events.ServeAsync).RequireRateLimiting(HttpLimits.StreamsPolicy);
        app.MapGet("/live", live.ServeAsync).RequireRateLimiting(HttpLimits.StreamsPolicy);
        app.MapMethods("/windows", WebServer.Reading, list.ServeAsync).RequireRateLimiting(HttpLimits.ListsPolicy);
        app.MapPrometheusScrapingEndpoint("/metrics").RequireRateLimiting(HttpLimits.ListsPolicy);
        app.MapHealthChecks("/health/live", HealthAnswer.Of(HealthTags.Alive));
        app.MapHealthChecks("/health/ready", HealthAnswer.Of(HealthTags.Ready));
        app.MapMethods("/openapi.json", WebServer.Reading, Description);
    }
}
