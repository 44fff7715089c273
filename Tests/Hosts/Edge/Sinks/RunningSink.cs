using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Hosts.Edge.Sinks;
using Vitrine.Pipelines;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Sources;
using Vitrine.Windows;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

/// <summary>A sink as the edge runs it, over windows of a test's own, with short pauses unless told otherwise.</summary>
internal sealed class RunningSink(TimeProvider? clock = null) : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TimeProvider clock = clock ?? new ShortPauses();
    private readonly WindowFeed feed = new((_, _, _) => Task.FromResult<IReadOnlyList<AggregateWindow>>([]));
    private SinkService? service;

    public LineLogger<SinkService> Log { get; } = new();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    /// <summary>Begins to send the windows of the device "shop.3".</summary>
    public void Start(SinkOptions options)
    {
        var device = new EdgeOptions
        {
            Source = SourceName.Synthetic,
            Windows = new WindowOptions { Device = "shop.3" },
            Sinks = SinkSet.Default.With(
                WindowSinks.Kinds.Single(kind => kind.Name.Equals(options.Name, StringComparison.Ordinal)),
                options
            ),
        };
        service = new SinkService(Assert.Single(WindowSinks.Open(device, clock)), feed, folder.Path, clock, Log);
        Assert.True(service.StartAsync(Ended).IsCompletedSuccessfully);
    }

    /// <param name="windows">How many.</param>
    /// <param name="end">When they closed; default: long ago.</param>
    public void Append(int windows, DateTimeOffset? end = null)
    {
        for (var i = 0; i < windows; i++)
        {
            feed.Append(
                new AggregateWindow
                {
                    Device = "shop.3",
                    Sequence = feed.Last + 1,
                    Start = new(),
                    End = Timestamp.FromDateTimeOffset(end ?? DateTimeOffset.UnixEpoch),
                    Occupancy = new(),
                    Dwell = new(),
                    Frames = new(),
                    Health = new(),
                }
            );
        }
    }

    /// <summary>The number in the file that the sink keeps; 0: none.</summary>
    public long Kept(string sink) =>
        File.Exists(folder[$"{sink}-cursor"])
        && long.TryParse(File.ReadAllText(folder[$"{sink}-cursor"]), CultureInfo.InvariantCulture, out var last)
            ? last
            : 0;

    /// <summary>Leaves a file as one that ran before would have.</summary>
    public void Keep(string sink, string text) => folder.Write($"{sink}-cursor", text);

    public async Task Stop()
    {
        if (service is not null)
        {
            await Soon.Done(service.StopAsync(CancellationToken.None));
            service.Dispose();
            service = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        folder.Dispose();
    }

    /// <summary>Pauses of less than ten seconds are a twentieth as long; timeouts, which a busy machine may need, are not.</summary>
    private sealed class ShortPauses : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(
                callback,
                state,
                dueTime < TimeSpan.FromSeconds(10) && dueTime > TimeSpan.Zero ? dueTime / 20 : dueTime,
                period
            );
    }
}
