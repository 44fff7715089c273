using Vitrine.Fleet.Hub;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary>Shows a rollout again and again until it ends, also through a hub that starts again.</summary>
/// <param name="client">Asks the hub.</param>
/// <param name="order">What it asks.</param>
/// <param name="show">Takes each answer.</param>
/// <param name="say">Takes a line when the hub is away.</param>
public sealed class RolloutWatch(
    OperatorClient client,
    ShowRollout order,
    Action<RolloutStatus> show,
    Action<string> say
)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>Watches.</summary>
    /// <exception cref="BadInputException">The hub refuses, or did not answer at first.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var status = await client.AskAsync(order, stop);
        show(status);
        while (status.State is "running")
        {
            await Task.Delay(Every, TimeProvider.System, stop);
            status = await AskOnAsync(stop);
            show(status);
        }
    }

    private async Task<RolloutStatus> AskOnAsync(CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await client.AskAsync(order, stop);
            }
            catch (BadInputException away) when (away.InnerException is TimeoutException)
            {
                if (attempt == 1)
                {
                    say($"{away.Message}; trying on");
                }
            }
        }
    }
}
