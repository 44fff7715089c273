using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Hosts.Edge.Http;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Tests.Hosts.Edge.Http.Dashboard;

/// <summary>The edge's own server, over feeds that the test fills.</summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    private readonly ServedHttp served;

    private DashboardHost(ServedHttp served) => this.served = served;

    /// <summary>What is said each second.</summary>
    public LiveFeed Live => served.App.Services.GetRequiredService<LiveFeed>();

    public RecentLog Log => served.Log;

    public Uri Url => new($"http://{served.EndPoint}/");

    /// <summary>Starts it with what was counted before.</summary>
    public static Task<DashboardHost> Start(params AggregateWindow[] before) => Start(0, before);

    /// <summary>The same at a port where another was.</summary>
    public static async Task<DashboardHost> Start(int port, params AggregateWindow[] before)
    {
        var feed = new WindowFeed((_, _, _) => Task.FromResult<IReadOnlyList<AggregateWindow>>([]));
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var host = new DashboardHost(await ServedHttp.StartAsync(feed, address));
        host.Close(before);
        host.Live.Put(Told.Status);
        return host;
    }

    /// <summary>Windows that have just been closed.</summary>
    public void Close(params AggregateWindow[] windows) => windows.ToList().ForEach(served.Feed.Append);

    public ValueTask DisposeAsync() => served.DisposeAsync();
}
