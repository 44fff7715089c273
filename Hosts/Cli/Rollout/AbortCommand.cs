using System.CommandLine;
using Spectre.Console;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary><c>rollout abort</c>: ends the rollout.</summary>
public sealed class AbortCommand
{
    private readonly Option<string> reason = new("--reason")
    {
        Description = "why, for the history",
        HelpName = "TEXT",
        Required = true,
    };

    private readonly Option<bool> keep = new("--keep")
    {
        Description = "devices where it is live keep it (otherwise they go back to the model before it)",
    };

    private readonly HubOptions hub = new();

    /// <summary>Makes the verb.</summary>
    public AbortCommand()
    {
        Verb.Options.Add(reason);
        Verb.Options.Add(keep);
        hub.AddTo(Verb);
        Verb.SetAction(RunAsync);
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } = new("abort", "Ends the rollout, and takes it back where it is live.");

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var client = hub.Client(parsed);
        var status = await client.AskAsync(
            new AbortRollout
            {
                Token = hub.Token(parsed),
                Who = Environment.UserName,
                Reason = parsed.GetRequiredValue(reason),
                Revert = !parsed.GetValue(keep),
            },
            stop
        );
        RolloutView.Write(AnsiConsole.Console, status);
        return 0;
    }
}
