using System.CommandLine;
using Spectre.Console;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>The verb <c>job</c>, which has verbs of its own: what is asked of the coordinator of a training cluster.</summary>
public sealed class JobCommand
{
    /// <param name="console">The terminal, or what stands for it.</param>
    /// <param name="errors">Takes notes that are no results.</param>
    /// <param name="time">The clock.</param>
    public JobCommand(IAnsiConsole console, TextWriter errors, TimeProvider time)
    {
        var common = new CommonOptions(console, errors, time);
        common.AddTo(Verb);
        foreach (
            var verb in new[]
            {
                new SubmitCommand(common).Verb,
                new ListCommand(common).Verb,
                new ShowCommand(common).Verb,
                new WatchCommand(common).Verb,
                new CancelCommand(common).Verb,
                new ResumeCommand(common).Verb,
                new FetchCommand(common).Verb,
            }
        )
        {
            Verb.Subcommands.Add(verb);
        }
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new("job", "Submits jobs to a training cluster, shows and watches them, and fetches what they leave.");
}
