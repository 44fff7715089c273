using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>The jobs of a sweep.</summary>
internal static class Sweeps
{
    private const int PageSize = 100;

    /// <summary>All of them in short, oldest first.</summary>
    public static async Task<IReadOnlyList<JobSummary>> SummariesAsync(
        JobsClient client,
        string sweep,
        CancellationToken stop
    )
    {
        var jobs = new Dictionary<string, JobSummary>(StringComparer.Ordinal);
        for (var page = 0; ; page++)
        {
            var asked = new ListJobs
            {
                Sweep = sweep,
                Page = page,
                PageSize = PageSize,
            };
            var list = await client.AskAsync<JobList>(asked, stop);
            foreach (var job in list.Jobs)
            {
                // What is submitted meanwhile moves others to the next page.
                jobs[job.Id] = job;
            }

            if (list.Jobs.Count < PageSize)
            {
                return [.. jobs.Values.Reverse()];
            }
        }
    }

    /// <summary>All of them, oldest first.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public static async Task<IReadOnlyList<JobDetails>> JobsAsync(
        JobsClient client,
        string sweep,
        CancellationToken stop
    )
    {
        var jobs = new List<JobDetails>();
        foreach (var job in await SummariesAsync(client, sweep, stop))
        {
            jobs.Add(await client.AskAsync<JobDetails>(new ShowJob { Id = job.Id }, stop));
        }

        return jobs.Count > 0
            ? jobs
            : throw new BadInputException($"there is no sweep '{sweep}'; ./vitrine job list shows the jobs there are");
    }

    /// <summary>Shows them, best first.</summary>
    public static void Show(Output output, string sweep, IReadOnlyList<JobDetails> jobs)
    {
        if (output.IsJson)
        {
            foreach (var job in SweepTable.Ranked(jobs))
            {
                output.Json(job);
            }

            return;
        }

        output.Show(SweepTable.Of(jobs));
        output.Line($"{jobs.Count} jobs of sweep {sweep}, best validation accuracy first.");
    }
}
