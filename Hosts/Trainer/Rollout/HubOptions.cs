using System.CommandLine;
using Vitrine.Rollout.Device;
using Vitrine.Training.Rollout.Hub;

namespace Vitrine.Hosts.Trainer.Rollout;

/// <summary>The options that say which hub is meant.</summary>
public sealed class HubOptions
{
    private readonly Option<string> hub = new("--hub")
    {
        Description = "the hub, which runs in ./vitrine trainer",
        HelpName = "HOST:PORT",
        DefaultValueFactory = _ => "127.0.0.1:8095",
    };

    private readonly Option<string> data = new("--data")
    {
        Description = "the hub's folder, with its history and the operators' token",
        HelpName = "DIR",
        DefaultValueFactory = _ => Default,
    };

    /// <summary>The hub's folder when nobody names one: $XDG_STATE_HOME, else ~/.local/state.</summary>
    public static string Default =>
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state
                ? state
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state"),
            "vitrine-rollout"
        );

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Options.Add(hub);
        verb.Options.Add(data);
    }

    /// <summary>Adds only the folder to a verb.</summary>
    public void AddFolderTo(Command verb) => verb.Options.Add(data);

    /// <summary>The hub's folder.</summary>
    public string Folder(ParseResult parsed) => parsed.GetRequiredValue(data);

    /// <summary>The hub's address.</summary>
    /// <exception cref="BadInputException">It is none.</exception>
    public HubAddress Address(ParseResult parsed)
    {
        try
        {
            return HubAddress.Parse(parsed.GetRequiredValue(hub));
        }
        catch (FormatException wrong)
        {
            throw new BadInputException($"--hub {wrong.Message}", wrong);
        }
    }

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
                $"the hub's token cannot be read: {refused.Message}; --data must name the hub's folder",
                refused
            );
        }
    }
}
