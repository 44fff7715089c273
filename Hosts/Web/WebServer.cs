using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Wire;

namespace Vitrine.Hosts.Web;

/// <summary>What every host's HTTP has in common: where it is served, to whom, and how much of it.</summary>
public static class WebServer
{
    /// <summary>The methods of what is no stream.</summary>
    public static readonly IReadOnlyList<string> Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds the server to what the host is made of.</summary>
    /// <param name="builder">Has the clock.</param>
    /// <param name="socket">Where it is served.</param>
    public static void Add(WebApplicationBuilder builder, HttpSocket socket)
    {
        builder
            .WebHost.UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            .UseSockets(sockets => sockets.CreateBoundListenSocket = _ => socket.Socket)
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                HttpLimits.Apply(kestrel.Limits);
                kestrel.Listen(
                    socket.Address.EndPoint,
                    listen =>
                    {
                        listen.Use(kestrel.ApplicationServices.GetRequiredService<HeldConnections>().Limit);
                        Secure(listen, socket.Certificate);
                    }
                );
            });
        builder.Services.AddRoutingCore();
        builder.Services.AddRateLimiter(HttpLimits.Apply);
        builder.Services.AddSingleton<ProblemResponses>();
        builder.Services.AddSingleton<HeldConnections>();
    }

    /// <summary>Lets in who may read, and serves the page's files.</summary>
    /// <param name="app">The host.</param>
    /// <param name="page">Its page.</param>
    /// <param name="isLoopback">Whether only this machine is served.</param>
    /// <param name="token">What a reader must know; null: nothing.</param>
    public static void Use(WebApplication app, WebPage page, bool isLoopback, AccessToken? token)
    {
        var problems = app.Services.GetRequiredService<ProblemResponses>();
        app.Use(HeldConnections.AnswerAsync);
        app.UseMiddleware<ErrorMiddleware>();
        app.UseMiddleware<SafeResponses>(page);
        app.UseStatusCodePages(context =>
            ErrorMiddleware.DescribeAsync(context.HttpContext, problems, page.WhatThereIs)
        );
        if (isLoopback)
        {
            app.UseMiddleware<HostNames>();
        }

        if (token is not null)
        {
            app.UseMiddleware<TokenGate>(token);
        }

        app.Use(HeldConnections.KnowAsync);
        app.UseRouting();
        app.UseRateLimiter();
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = page.All });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = page.All });
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
}
