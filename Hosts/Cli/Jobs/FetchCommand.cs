using System.CommandLine;
using Vitrine.Jobs;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary><c>job fetch</c>: brings what a job left to this machine.</summary>
internal sealed class FetchCommand
{
    private readonly Argument<string> id = CommonOptions.Id();

    private readonly Option<string> output = new("--out")
    {
        Description =
            "folder for the models, their cards, metrics and curves; what is there already is not fetched again",
        HelpName = "DIR",
        Required = true,
    };

    public FetchCommand(CommonOptions common)
    {
        Verb.Arguments.Add(id);
        Verb.Options.Add(output);
        common.Act(Verb, RunAsync);
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new(
            "fetch",
            "Brings what a job left to this machine, and checks every file's SHA-256; what is there stays as it is until all are whole."
        );

    private async Task<int> RunAsync(ParseResult parsed, Coordinator coordinator, Output told, CancellationToken stop)
    {
        await using var client = await coordinator.ConnectAsync(stop);
        var asked = new ShowJob { Id = parsed.GetRequiredValue(id) };
        var job = await client.AskAsync<JobDetails>(asked, stop);
        if (job.Artefacts.Count == 0)
        {
            throw new BadInputException(
                $"job {job.Summary.Id} is {job.Summary.State.Name} and has left nothing; a job leaves its models when it is done"
            );
        }

        var folder = parsed.GetRequiredValue(output);
        await new Download(client, job, folder).RunAsync(stop);
        foreach (var artefact in job.Artefacts)
        {
            if (told.IsJson)
            {
                told.Json(artefact);
            }
            else
            {
                told.Line(Invariant($"{Path.Combine(folder, artefact.Name)}  {artefact.Bytes:N0} bytes"));
            }
        }

        return 0;
    }
}
