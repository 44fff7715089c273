using Akka.Configuration;
using Vitrine.Hosts.Edge.Sinks;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;
using Vitrine.Windows;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

/// <summary>A real port on loopback, with windows to subscribe to.</summary>
internal sealed class OpenPort : IAsyncDisposable
{
    private readonly EventsPort port;

    private OpenPort(EventsPortPlan plan, WindowFeed feed)
    {
        (Address, Feed) = (plan.Address, feed);
        port = new EventsPort(plan, feed, TimeProvider.System, Log);
    }

    public EventsAddress Address { get; }

    public WindowFeed Feed { get; }

    public LineLogger<EventsPort> Log { get; } = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Opens a port with its first windows.</summary>
    public static async Task<OpenPort> Open(
        int windows,
        string? token = null,
        int at = 0,
        WindowFeed? feed = null,
        Config? operators = null
    )
    {
        var options = new EdgeOptions
        {
            Source = SourceName.Synthetic,
            Events = new EventsAddress("127.0.0.1", at),
            Access = new AccessOptions { Token = token is null ? null : AccessToken.Parse(token) },
        };
        var open = new OpenPort(
            EventsPortPlan.Make(options, operators ?? Config.Empty)!,
            feed ?? new WindowFeed((_, _, _) => Task.FromResult<IReadOnlyList<AggregateWindow>>([]))
        );
        open.Append(windows);
        await open.port.StartAsync(Stop);
        return open;
    }

    public void Append(int windows)
    {
        for (var i = 0; i < windows; i++)
        {
            Feed.Append(Window(Feed.Last + 1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await port.StopAsync(Stop);
        port.Dispose();
    }

    private static AggregateWindow Window(long sequence) =>
        new()
        {
            Device = "shop",
            Sequence = sequence,
            Start = new(),
            End = new(),
            Occupancy = new(),
            Dwell = new(),
            Frames = new(),
            Health = new() { State = "ok" },
        };
}
