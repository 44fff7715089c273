using System.Collections.Concurrent;
using Vitrine.Fleet.Hub;
using Vitrine.Hosts.Cli.Rollout;
using Vitrine.Tests.Device;
using Vitrine.Tests.Fleet.Hub;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli;

/// <summary>Somebody who watches a rollout.</summary>
public sealed class RolloutWatchTests : IAsyncDisposable
{
    private readonly SmallFleet fleet = new();
    private readonly ConcurrentQueue<RolloutStatus> shown = [];
    private readonly ConcurrentQueue<string> said = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hub_that_starts_again_is_said_once_and_the_watch_goes_on_to_the_end()
    {
        await using var operators = fleet.Client();
        await operators.AskAsync(fleet.Start(DeviceStory.Better, new FleetPlan { Soak = TimeSpan.FromHours(1) }), Stop);
        await using var client = Impatient();
        var watch = Watch(client, fleet.Token).RunAsync(Stop);
        await Soon.True(() => !shown.IsEmpty);

        await fleet.ComesBack(() => Soon.True(() => !said.IsEmpty));
        var before = shown.Count;
        await Soon.True(() => shown.Count > before);
        await using var again = fleet.Client();
        await again.AskAsync(fleet.Abort("enough"), Stop);
        await Soon.Done(watch);

        Assert.Equal("aborted", shown.Last().State);
        OneLine.Says(Assert.Single(said), "no hub answers", "trying on");
    }

    [Fact]
    public async Task Who_is_refused_does_not_watch_on()
    {
        await using var client = Impatient();

        var refused = await Assert.ThrowsAsync<BadInputException>(() => Watch(client, "a guess").RunAsync(Stop));

        OneLine.Says(refused.Message, "token");
        Assert.Empty(said);
    }

    public ValueTask DisposeAsync() => fleet.DisposeAsync();

    private OperatorClient Impatient() =>
        new(fleet.Hub.Address, TimeProvider.System) { Patience = TimeSpan.FromSeconds(1) };

    private RolloutWatch Watch(OperatorClient client, string token) =>
        new(client, new ShowRollout { Token = token }, shown.Enqueue, said.Enqueue);
}
