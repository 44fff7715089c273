using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vitrine.Hosts.Edge.Http;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Hosts.Web;
using Vitrine.Windows;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

/// <summary>The edge's HTTP server on a free port of loopback, over windows of a test's own, without a graph.</summary>
internal sealed class ServedHttp : IAsyncDisposable
{
    private readonly HttpSocket socket;

    private ServedHttp(HttpSocket socket, WebApplication app, WindowFeed feed)
    {
        this.socket = socket;
        (App, Feed) = (app, feed);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = socket.Address.Url,
        };
    }

    public WebApplication App { get; }

    public WindowFeed Feed { get; }

    public HttpClient Client { get; }

    public IPEndPoint EndPoint => socket.Address.EndPoint;

    public RecentLog Log => App.Services.GetRequiredService<RecentLog>();

    public static async Task<ServedHttp> StartAsync(
        WindowFeed? feed = null,
        string address = "http://127.0.0.1:0",
        AccessOptions? access = null,
        Action<IServiceCollection>? more = null,
        TimeProvider? clock = null
    )
    {
        feed ??= Windows.Stored(0);
        access ??= new AccessOptions();
        var opened = HttpSocket.Open(HttpAddress.Parse(address, HttpServer.UsualPort), access)!;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton(feed);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        more?.Invoke(builder.Services);
        var app = HttpServer.Build(builder, opened, access.Token);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ServedHttp(opened, app, feed);
    }

    public Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Get, path, headers);

    public async Task<HttpResponseMessage> Send(
        HttpMethod method,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Soon.Done(
            Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken)
        );
    }

    public async Task<string> GetText(string path, params (string Name, string Value)[] headers)
    {
        using var response = await Get(path, headers);
        return await Soon.Done(response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A connection on which anything can be said.</summary>
    public async Task<TcpClient> Connect()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, EndPoint.Port, TestContext.Current.CancellationToken);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        socket.Dispose();
    }
}
