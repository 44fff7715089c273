using System.CommandLine;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Hosts.Terminal;

namespace Vitrine.Hosts.Hub;

/// <summary>The verb <c>hub</c>: where a hub listens, and where its files are.</summary>
public sealed class HubCommand
{
    private readonly Option<string> listen = new("--listen")
    {
        Description =
            $"where devices and operators dial; other machines need certificates (docs/rollout.md; default: {RolloutHub.UsualAddress})",
        HelpName = "HOST:PORT",
        DefaultValueFactory = _ => RolloutHub.UsualAddress,
    };

    private readonly Option<string> store = new("--store")
    {
        Description =
            $"keys, history, certificates and the operators' token are in the folder rollout in it; may be the store of ./vitrine trainer, whose jobs can be released then (default: {DefaultFolders.Store})",
        HelpName = "DIR",
        DefaultValueFactory = _ => DefaultFolders.Store,
    };

    /// <param name="run">What the command does with the address and the store, until the token ends it; returns the exit code.</param>
    public HubCommand(Func<HubAddress, string, CancellationToken, Task<int>> run)
    {
        Verb.Options.Add(listen);
        Verb.Options.Add(store);
        Verb.SetAction(
            (parsed, stop) =>
                run(
                    RolloutHub.ParseAddress("--listen", parsed.GetRequiredValue(listen)),
                    DefaultFolders.Usable("--store", parsed.GetRequiredValue(store)),
                    stop
                )
        );
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new(
            "hub",
            "Runs a hub alone, without a trainer: devices dial it for models, operators roll them out through it."
        );
}
