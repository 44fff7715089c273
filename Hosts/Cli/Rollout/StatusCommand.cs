using System.CommandLine;
using Spectre.Console;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary><c>rollout status</c>: how the rollout stands, device by device.</summary>
public sealed class StatusCommand
{
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
        if (parsed.GetValue(watch))
        {
            await new RolloutWatch(client, show, Write, Console.Error.WriteLine).RunAsync(stop);
        }
        else
        {
            Write(await client.AskAsync(show, stop));
        }

        return 0;
    }

    private static void Write(RolloutStatus status) => RolloutView.Write(AnsiConsole.Console, status);
}
