using System.CommandLine;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Hosts.Terminal;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary>The options that say which hub is meant.</summary>
public sealed class HubOptions
{
    private readonly Option<string> hub = new("--hub")
    {
        Description = $"the hub: ./vitrine hub, or ./vitrine trainer --hub (default: {RolloutHub.UsualAddress})",
        HelpName = "HOST:PORT",
        DefaultValueFactory = _ => RolloutHub.UsualAddress,
    };

    private readonly Option<string> store = new("--store")
    {
        Description =
            $"the folder rollout in it holds keys and the operators' token: the hub's own store, or a folder with copies of them (default: {DefaultFolders.Store})",
        HelpName = "DIR",
        DefaultValueFactory = _ => DefaultFolders.Store,
    };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Options.Add(hub);
        verb.Options.Add(store);
    }

    /// <summary>Adds only the folder to a verb.</summary>
    public void AddFolderTo(Command verb) => verb.Options.Add(store);

    /// <summary>The hub's folder.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public string Folder(ParseResult parsed) =>
        RolloutHub.FolderIn(DefaultFolders.Usable("--store", parsed.GetRequiredValue(store)));

    /// <summary>The hub's address.</summary>
    /// <exception cref="BadInputException">It is none.</exception>
    public HubAddress Address(ParseResult parsed) => RolloutHub.ParseAddress("--hub", parsed.GetRequiredValue(hub));

    /// <summary>The way to the hub.</summary>
    /// <exception cref="BadInputException">Its address or its certificates cannot be used.</exception>
    public OperatorClient Client(ParseResult parsed) =>
        new(Address(parsed), TimeProvider.System, RolloutHub.ReadTls(Folder(parsed)));

    /// <summary>What operators know.</summary>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public string Token(ParseResult parsed)
    {
        var file = Path.Combine(Folder(parsed), RolloutHub.TokenFile);
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                $"the hub's token cannot be read: {refused.Message}; it is made when the hub first starts; copy it from the hub's store to --store",
                refused
            );
        }
    }
}
