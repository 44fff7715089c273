using System.CommandLine;
using System.CommandLine.Help;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli;

/// <summary>The console's command line: one verb, its options, and how its end is told.</summary>
public sealed class ConsoleCommand
{
    private const int BadInput = 2;

    private readonly Command root = new("./vitrine", "Reads what a device tells.");

    /// <param name="verbs">What can be done, each a command with its own options.</param>
    public ConsoleCommand(params IEnumerable<Command> verbs)
    {
        root.Options.Add(new HelpOption());
        foreach (var verb in verbs)
        {
            root.Subcommands.Add(verb);
        }
    }

    /// <summary>Parses, then runs.</summary>
    /// <param name="arguments">The command line, the verb first.</param>
    /// <param name="errors">Takes one line about what went wrong.</param>
    /// <returns>What the verb returns; 1 when it broke; 2 when what was given cannot be used.</returns>
    public async Task<int> InvokeAsync(string[] arguments, TextWriter errors)
    {
        var parsed = root.Parse(arguments);
        var command = parsed.CommandResult.Command;
        var verb = command == root ? "vitrine" : $"vitrine {command.Name}";
        if (parsed.Errors.Count > 0)
        {
            await errors.WriteLineAsync($"{verb}: {SingleLine.Of(parsed.Errors[0].Message)} See ./{verb} --help.");
            return BadInput;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
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
}
