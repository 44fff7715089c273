using System.CommandLine;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary>The verb <c>rollout</c>, which has verbs of its own.</summary>
public sealed class RolloutCommand
{
    /// <param name="verbs">What can be done.</param>
    public RolloutCommand(params IEnumerable<Command> verbs)
    {
        foreach (var verb in verbs)
        {
            Verb.Subcommands.Add(verb);
        }
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new("rollout", "Brings a model to running devices, step by step, and back if it does worse.");
}
