using System.CommandLine;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary><c>job show</c>: all that is known of one job.</summary>
internal sealed class ShowCommand
{
    private readonly Argument<string> id = CommonOptions.Id();

    public ShowCommand(CommonOptions common)
    {
        Verb.Arguments.Add(id);
        common.Act(Verb, RunAsync);
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } = new("show", "Shows one job: how it stands, its settings, what it left.");

    private async Task<int> RunAsync(ParseResult parsed, Coordinator coordinator, Output output, CancellationToken stop)
    {
        await using var client = await coordinator.ConnectAsync(stop);
        var job = await client.AskAsync<JobDetails>(new ShowJob { Id = parsed.GetRequiredValue(id) }, stop);
        if (output.IsJson)
        {
            output.Json(job);
        }
        else
        {
            output.Show(JobSheet.Of(job));
        }

        return 0;
    }
}
