using System.CommandLine;
using Vitrine.Fleet.Hub;
using Vitrine.Hosts.Terminal;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary><c>rollout keys</c>: makes the key that signs releases.</summary>
public sealed class KeysCommand
{
    private static readonly string Standard = RolloutHub.FolderIn(DefaultFolders.Store);

    private readonly Option<string> output = new("--out")
    {
        Description =
            $"folder for release.key, which stays on this machine, and release.pub, which devices are given; a key that is there is never replaced (default: {Standard})",
        HelpName = "DIR",
        DefaultValueFactory = _ => Standard,
    };

    /// <param name="run">What the command does with the folder; returns the exit code.</param>
    public KeysCommand(Func<string, Task<int>> run)
    {
        Verb.Options.Add(output);
        Verb.SetAction((parsed, _) => run(parsed.GetRequiredValue(output)));
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new("keys", "Makes the key that signs releases, and the public key that devices trust.");
}
