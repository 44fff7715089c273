using System.CommandLine;
using Spectre.Console;
using Vitrine.Protocol;
using Vitrine.Training.Rollout.Hub;

namespace Vitrine.Hosts.Trainer.Rollout;

/// <summary><c>rollout status</c>: how the rollout stands, device by device.</summary>
public sealed class StatusCommand
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly Option<bool> watch = new("--watch")
    {
        Description = "show it again and again, until the rollout ends",
    };

    private readonly HubOptions hub = new();

    /// <summary>Makes the verb.</summary>
    public StatusCommand()
    {
        Verb.Options.Add(watch);
        hub.AddTo(Verb);
        Verb.SetAction(RunAsync);
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } = new("status", "Shows how the rollout stands, wave by wave and device by device.");

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var show = new ShowRollout { Token = hub.Token(parsed) };
        await using var client = hub.Client(parsed);
        var status = await client.AskAsync(show, stop);
        RolloutView.Write(AnsiConsole.Console, status);
        while (parsed.GetValue(watch) && status.State is "running")
        {
            await Task.Delay(Every, TimeProvider.System, stop);
            status = await AskOnAsync(client, show, stop);
            RolloutView.Write(AnsiConsole.Console, status);
        }

        return 0;
    }

    /// <summary>Who watches sees a hub that starts again through.</summary>
    private static async Task<RolloutStatus> AskOnAsync(OperatorClient client, ShowRollout show, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await client.AskAsync(show, stop);
            }
            catch (BadInputException away)
            {
                await Console.Error.WriteLineAsync($"{away.Message}; trying again");
            }
        }
    }
}
