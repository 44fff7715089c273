using System.CommandLine;
using Vitrine.Hosts.Terminal;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary><c>job resume</c>: queues a job again that has ended, perhaps with other settings.</summary>
internal sealed class ResumeCommand
{
    private readonly Argument<string> id = CommonOptions.Id();
    private readonly JobOptions job = new();

    public ResumeCommand(CommonOptions common)
    {
        Verb.Arguments.Add(id);
        foreach (var option in job.Subject.Concat(job.Settings))
        {
            Verb.Options.Add(option);
        }

        common.Act(Verb, RunAsync);
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new(
            "resume",
            "Goes on with a job that is done, failed or cancelled, from its last checkpoint; what is said here of its settings changes, all else stays."
        );

    private async Task<int> RunAsync(ParseResult parsed, Coordinator coordinator, Output output, CancellationToken stop)
    {
        var asked = new ResumeJob { Id = parsed.GetRequiredValue(id), Changes = job.JobForOthers(parsed) };
        await using var client = await coordinator.ConnectAsync(stop);
        Changes.Tell(output, await client.AskAsync<JobSummary>(asked, stop));
        return 0;
    }
}
