using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Hosts.Edge.Http.Access;

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
                kestrel.Listen(socket.Address.EndPoint, listen => Secure(listen, socket.Certificate));
            });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.MapGet("/", () => "Vitrine counts.");
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
