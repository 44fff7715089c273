using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Hosts.Terminal;
using Vitrine.Wire;

namespace Vitrine.Hosts.Hub;

/// <summary>Runs <c>hub</c>.</summary>
public static class HubHost
{
    /// <summary>Runs a hub until it is stopped.</summary>
    /// <returns>0; 1 when the hub broke down.</returns>
    /// <exception cref="BadInputException">Its port, its folder or its certificates cannot be used.</exception>
    public static async Task<int> RunAsync(HubAddress address, string store, CancellationToken stop)
    {
        await using var hub = RolloutHub.Start(
            address,
            RolloutHub.FolderIn(store),
            TimeProvider.System,
            TimedLine.Say,
            new FinishedJobs(store)
        );
        TimedLine.Say($"devices may dial {hub.Address} for models");
        await Task.WhenAny(hub.Ended, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        if (stop.IsCancellationRequested)
        {
            return 0;
        }

        TimedLine.Say("the rollout hub broke down: devices keep their models; start it again");
        return 1;
    }
}
