using System.CommandLine;
using System.CommandLine.Help;
using Vitrine.Wire;

namespace Vitrine.Hosts.Terminal;

/// <summary>A program's command line: its verbs, their options, and how their end is reported.</summary>
public sealed class ConsoleCommand
{
    private const int BadInput = 2;
    private const int Interrupted = 130;

    /// <summary>How long a verb may take to end in order once it is asked to.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Command root;

    /// <param name="description">What the program is for.</param>
    /// <param name="verbs">What can be done, each a command with its own options.</param>
    public ConsoleCommand(string description, params IEnumerable<Command> verbs)
    {
        root = new Command("./vitrine", description);
        root.Options.Add(new HelpOption());
        root.Options.Add(new VersionOption());
        foreach (var verb in verbs)
        {
            root.Subcommands.Add(verb);
        }
    }

    /// <summary>Parses, then runs.</summary>
    /// <param name="arguments">The command line, the verb first.</param>
    /// <param name="errors">Takes one line about what went wrong.</param>
    /// <returns>What the verb returns; 1 when it broke; 2 when what was given cannot be used; 130 when interrupted.</returns>
    public async Task<int> InvokeAsync(string[] arguments, TextWriter errors)
    {
        if (
            arguments is [var name, ..]
            && !name.StartsWith('-')
            && root.Subcommands.All(verb => !verb.Name.Equals(name, StringComparison.Ordinal))
        )
        {
            await errors.WriteLineAsync($"vitrine: This version has no verb '{name}' yet.");
            return BadInput;
        }

        var parsed = root.Parse(arguments);
        var verb = string.Join(' ', Path(parsed.CommandResult.Command).Reverse());
        if (parsed.Errors.Count > 0)
        {
            await errors.WriteLineAsync($"{verb}: {SingleLine.Of(parsed.Errors[0].Message)} See ./{verb} --help.");
            return BadInput;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = Patience,
                }
            );
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (BadInputException wrong)
        {
            await errors.WriteLineAsync($"{verb}: {SingleLine.Of(wrong.Message)}");
            return BadInput;
        }
        catch (Exception unforeseen)
        {
            await errors.WriteLineAsync(
                $"{verb}: could not go on: {SingleLine.Of(unforeseen.GetBaseException().Message)}"
            );
            return 1;
        }
    }

    /// <summary>A verb and those above it: keys, rollout, vitrine.</summary>
    private IEnumerable<string> Path(Command command) =>
        command == root ? ["vitrine"] : Path(command.Parents.OfType<Command>().Single()).Prepend(command.Name);
}
