using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>What the edge serves over HTTP, and within which limits. Everything is read only.</summary>
public static class HttpServer
{
    /// <summary>Adds the server to what the host is made of, and makes the host.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, HttpSocket socket)
    {
        builder
            .WebHost.UseKestrelCore()
            .UseSockets(sockets => sockets.CreateBoundListenSocket = _ => socket.Socket)
            .ConfigureKestrel(kestrel =>
            {
                Bound(kestrel);
                kestrel.Listen(socket.Address.EndPoint, listen => listen.Protocols = HttpProtocols.Http1);
            });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.MapGet("/", () => "Vitrine counts.");
        return app;
    }

    private static void Bound(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = 200;
        limits.MaxRequestBodySize = 0;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.MaxRequestHeaderCount = 50;
        limits.MaxRequestHeadersTotalSize = 8 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.MaxResponseBufferSize = 32 * 1024;
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
    }
}
