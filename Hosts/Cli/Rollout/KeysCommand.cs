using System.CommandLine;
using Vitrine.Fleet.Hub;
using Vitrine.Hosts.Terminal;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary><c>rollout keys</c>: makes the key that signs releases, replaces it, and revokes one.</summary>
public sealed class KeysCommand
{
    private static readonly string Standard = RolloutHub.FolderIn(DefaultFolders.Store);

    private readonly Option<string> output = new("--out")
    {
        Description =
            $"folder for release.key, which stays on this machine, and release.pub, which devices are given; a key that is there is never lost (default: {Standard})",
        HelpName = "DIR",
        DefaultValueFactory = _ => Standard,
    };

    private readonly Option<bool> rotate = new("--rotate")
    {
        Description =
            "a new key takes the place of the one that is there, which signs it: devices trust it with the next release",
    };

    private readonly Option<string?> revoke = new("--revoke")
    {
        Description =
            "the key whose name begins so is not trusted any more: devices hear of it with the next release, or from the file that this writes",
        HelpName = "ID",
    };

    private readonly Option<string[]> others = new("--key")
    {
        Description = "a further private key that signs the change, where devices ask for several signatures",
        HelpName = "FILE",
    };

    /// <param name="run">What the command does; returns the exit code.</param>
    public KeysCommand(Func<KeysArguments, Task<int>> run)
    {
        foreach (var option in new Option[] { output, rotate, revoke, others })
        {
            Verb.Options.Add(option);
        }

        Verb.SetAction((parsed, _) => run(Read(parsed)));
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new(
            "keys",
            "Makes the key that signs releases, and the public key that devices trust; replaces or revokes one."
        );

    private KeysArguments Read(ParseResult parsed)
    {
        var arguments = new KeysArguments(
            DefaultFolders.Usable("--out", parsed.GetRequiredValue(output)),
            parsed.GetValue(rotate),
            parsed.GetValue(revoke),
            parsed.GetValue(others) ?? []
        );
        return arguments is { Rotate: true, Revoke: not null }
            ? throw new BadInputException("--rotate and --revoke are two steps: the new key first")
            : arguments;
    }
}
