using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>The coordinator that a command line names; it may go away and come back.</summary>
/// <param name="Address">A node of its cluster.</param>
/// <param name="Time">Measures the pause between two tries.</param>
internal sealed record Coordinator(NodeAddress Address, TimeProvider Time)
{
    /// <summary>Pause before connecting again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait for an answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What the coordinator asks of clients on other machines; empty (the default): nothing.</summary>
    public string Token { get; init; } = string.Empty;

    /// <summary>How the coordinator is known; null (the default): it is dialled in plain text.</summary>
    public PrivateTls? Tls { get; init; }

    /// <summary>Connects.</summary>
    /// <exception cref="CoordinatorLostException">No coordinator answers.</exception>
    public Task<JobsClient> ConnectAsync(CancellationToken stop) => JobsClient.ConnectAsync(this, stop);

    /// <summary>Does something with the coordinator, again with a new connection whenever that is lost after the first.</summary>
    /// <param name="act">What is done; when it is done again, it goes on where it was.</param>
    /// <param name="say">Takes one line when the coordinator goes away, and one when it is back.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="CoordinatorLostException">Not even the first connection could be made.</exception>
    public async Task<T> StayAsync<T>(Func<JobsClient, Task<T>> act, Action<string> say, CancellationToken stop)
    {
        var client = await ConnectAsync(stop);
        while (true)
        {
            try
            {
                await using (client)
                {
                    return await act(client);
                }
            }
            catch (CoordinatorLostException lost)
            {
                say($"the coordinator at {Address} {lost.Message}; trying again until it is back");
            }

            client = await ReconnectAsync(stop);
            say($"the coordinator at {Address} is back");
        }
    }

    /// <summary>What to tell whoever named it.</summary>
    public BadInputException Unreachable(CoordinatorLostException lost) =>
        new(
            $"the coordinator at {Address} {lost.Message}; start one with ./vitrine trainer, or name another with --coordinator HOST:PORT",
            lost
        );

    private async Task<JobsClient> ReconnectAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Pause, Time, stop);
            try
            {
                return await ConnectAsync(stop);
            }
            catch (CoordinatorLostException)
            {
                // Said already.
            }
        }
    }
}
