using System.CommandLine;
using Vitrine.Hosts.Terminal;
using Vitrine.Vision;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>The trainer's command line.</summary>
/// <param name="verbs">What can be done, each a command with its own options.</param>
public sealed class TrainerCommand(params IEnumerable<Command> verbs)
{
    /// <inheritdoc cref="ConsoleCommand.InvokeAsync" />
    public Task<int> InvokeAsync(string[] arguments, TextWriter errors)
    {
        NativeOutput.Silence();
        return new ConsoleCommand("Prepares data, trains models, and tells how good they are.", verbs).InvokeAsync(
            arguments,
            errors
        );
    }
}
