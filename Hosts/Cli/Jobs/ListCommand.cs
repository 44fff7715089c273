using System.CommandLine;
using System.CommandLine.Parsing;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary><c>job list</c>: the jobs there are, or those of a sweep, best first.</summary>
internal sealed class ListCommand
{
    private const int PageSize = 50;

    private readonly Option<JobState> state = new("--state")
    {
        Description = "only jobs in this state",
        HelpName = "queued|preparing|training|evaluating|packaging|done|failed|cancelled",
        CustomParser = State,
    };

    private readonly Option<string?> sweep = new("--sweep")
    {
        Description = "all jobs of a sweep, best validation accuracy first, with the settings in which they differ",
        HelpName = "NAME",
    };

    private readonly Option<int> page = new("--page")
    {
        Description = $"which page, {PageSize} jobs each, newest first (default: 1)",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public ListCommand(CommonOptions common)
    {
        foreach (var option in new Option[] { state, sweep, page })
        {
            Verb.Options.Add(option);
        }

        common.Act(Verb, RunAsync);
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } = new("list", "Lists jobs, newest first, or those of a sweep, best first.");

    private async Task<int> RunAsync(ParseResult parsed, Coordinator coordinator, Output output, CancellationToken stop)
    {
        await using var client = await coordinator.ConnectAsync(stop);
        if (parsed.GetValue(sweep) is { } name)
        {
            var jobs = await Sweeps.JobsAsync(client, name, stop);
            var wanted = parsed.GetValue(state);
            Sweeps.Show(
                output,
                name,
                [.. jobs.Where(job => wanted is JobState.Unspecified || job.Summary.State == wanted)]
            );
            return 0;
        }

        var asked = new ListJobs
        {
            Page = Math.Max(1, parsed.GetValue(page)) - 1,
            PageSize = PageSize,
            State = parsed.GetValue(state),
        };
        Show(output, await client.AskAsync<JobList>(asked, stop));
        return 0;
    }

    private static void Show(Output output, JobList list)
    {
        if (output.IsJson)
        {
            foreach (var job in list.Jobs)
            {
                output.Json(job);
            }

            return;
        }

        if (list.Jobs.Count > 0)
        {
            output.Show(JobTable.Of(list.Jobs));
        }

        output.Line(
            list.Total == 0 ? "There are no such jobs."
            : list.Jobs.Count == 0 ? $"There is no page {list.Page + 1}; there are {list.Total} jobs."
            : list.Total > list.Jobs.Count
                ? $"Page {list.Page + 1} of {(list.Total + PageSize - 1) / PageSize}, {list.Total} jobs."
            : $"{list.Total} jobs."
        );
    }

    private static JobState State(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        var states = Enum.GetValues<JobState>().Where(state => state is not JobState.Unspecified).ToArray();
        var found = Array.Find(states, state => state.Name.Equals(text, StringComparison.Ordinal));
        if (found is JobState.Unspecified)
        {
            given.AddError($"--state {text} is none of {string.Join(", ", states.Select(state => state.Name))}.");
        }

        return found;
    }
}
