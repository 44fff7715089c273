using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Vitrine.Access;
using Vitrine.Hosts.Edge.Http.Access;
using Vitrine.Hosts.Edge.Http.Live;
using Vitrine.Hosts.Edge.Http.Metrics;
using Vitrine.Hosts.Edge.Http.Probes;
using Vitrine.Hosts.Edge.Http.Refusing;
using Vitrine.Hosts.Edge.Http.Windows;
using Vitrine.Hosts.Edge.Supervision;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>What the edge serves over HTTP. Everything is read only, and nothing of it could hold a picture.</summary>
public static class HttpServer
{
    private static readonly EmbeddedFileProvider Dashboard = new(
        Assembly.GetExecutingAssembly(),
        $"{typeof(HttpServer).Namespace}.Dashboard"
    );

    /// <summary>Adds the server to what the host is made of, and makes the host.</summary>
    /// <param name="builder">Has the window feed, the clock and the health checks.</param>
    /// <param name="socket">Where it is served.</param>
    /// <param name="token">What a reader must know; null: nothing.</param>
    public static WebApplication Build(WebApplicationBuilder builder, HttpSocket socket, AccessToken? token)
    {
        builder
            .WebHost.UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            .UseSockets(sockets => sockets.CreateBoundListenSocket = _ => socket.Socket)
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                HttpLimits.Apply(kestrel.Limits);
                kestrel.Listen(socket.Address.EndPoint, listen => Secure(listen, socket.Certificate));
            });
        builder.Services.AddRoutingCore();
        builder.Services.AddRateLimiter(HttpLimits.Apply);
        builder.Services.AddHealthChecks();
        builder.Services.AddTelemetry();
        builder.Services.AddSingleton<Refusals>();
        builder.Services.AddSingleton<LiveFeed>();
        builder.Services.AddSingleton<RecentLog>();
        builder.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<RecentLog>());
        var app = builder.Build();
        Guard(app, socket.Address.IsLoopback, token);
        Map(app);
        return app;
    }

    private static void Secure(ListenOptions listen, TlsCertificate? certificate)
    {
        // Many event streams of one browser share a connection only with HTTP/2, which browsers speak only over TLS.
        listen.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
        if (certificate is not null)
        {
            listen.UseHttps(tls =>
            {
                tls.ServerCertificate = certificate.Leaf;
                tls.ServerCertificateChain = certificate.Chain;
            });
        }
    }

    private static void Guard(WebApplication app, bool isLoopback, AccessToken? token)
    {
        var refusals = app.Services.GetRequiredService<Refusals>();
        app.UseMiddleware<Boundary>();
        app.UseMiddleware<SafeResponses>();
        app.UseStatusCodePages(context => Boundary.DescribeAsync(context.HttpContext, refusals));
        if (isLoopback)
        {
            app.UseMiddleware<HostNames>();
        }

        if (token is not null)
        {
            app.UseMiddleware<TokenGate>(token);
        }

        app.UseRouting();
        app.UseRateLimiter();
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = Dashboard });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = Dashboard });
    }

    private static void Map(WebApplication app)
    {
        var services = app.Services;
        var events = ActivatorUtilities.CreateInstance<WindowEvents>(services);
        var list = ActivatorUtilities.CreateInstance<WindowList>(services);
        var live = ActivatorUtilities.CreateInstance<LiveEvents>(services);
        app.MapGet("/events", events.ServeAsync).RequireRateLimiting(HttpLimits.StreamsPolicy);
        app.MapGet("/live", live.ServeAsync).RequireRateLimiting(HttpLimits.StreamsPolicy);
        app.MapMethods("/windows", Reading, list.ServeAsync).RequireRateLimiting(HttpLimits.ListsPolicy);
        app.MapPrometheusScrapingEndpoint("/metrics").RequireRateLimiting(HttpLimits.ListsPolicy);
        app.MapHealthChecks("/health/live", HealthAnswer.Of(HealthTags.Alive));
        app.MapHealthChecks("/health/ready", HealthAnswer.Of(HealthTags.Ready));
        app.MapMethods("/openapi.json", Reading, OpenApi.ServeAsync);
    }

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
}
