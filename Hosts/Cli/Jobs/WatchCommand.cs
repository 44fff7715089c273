using System.CommandLine;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary><c>job watch</c>: follows a job until it ends.</summary>
internal sealed class WatchCommand
{
    private readonly Argument<string> id = CommonOptions.Id();

    private readonly Option<long> after = new("--after")
    {
        Description = "only events with a number above N (default: 0, all that are kept)",
        HelpName = "N",
    };

    public WatchCommand(CommonOptions common)
    {
        Verb.Arguments.Add(id);
        Verb.Options.Add(after);
        common.Act(
            Verb,
            (parsed, coordinator, output, stop) =>
                new JobWatch(coordinator, output).RunAsync(
                    parsed.GetRequiredValue(id),
                    Math.Max(0, parsed.GetValue(after)),
                    stop
                )
        );
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new(
            "watch",
            "Shows what comes to pass with a job until it ends, through any loss of its coordinator: curves on a terminal, lines elsewhere. Ends with 0 when the job is done, with 1 when it failed or was cancelled."
        );
}
