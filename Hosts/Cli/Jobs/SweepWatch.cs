using Spectre.Console;
using Vitrine.Jobs;
using Vitrine.Jobs.Runs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>Follows the jobs of a sweep until the last one has ended, and shows which did best.</summary>
internal sealed class SweepWatch(Coordinator coordinator, Output output)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, (JobState State, int Epochs)> shown = new(StringComparer.Ordinal);
    private IReadOnlyList<JobSummary> jobs = [];

    /// <summary>Follows them.</summary>
    /// <param name="sweep">The sweep's name.</param>
    /// <param name="ids">Its jobs that are followed.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>0 when all are done, 1 when one failed or was cancelled.</returns>
    public async Task<int> RunAsync(string sweep, IReadOnlyList<string> ids, CancellationToken stop)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<JobDetails> ended;
        using (var region = output.IsLive ? new LiveRegion(output.Console, Picture) : null)
        {
            ended = await coordinator.StayAsync(FollowAsync, region is null ? output.Note : region.Say, stop);
        }

        Sweeps.Show(output, sweep, ended);
        return jobs.All(job => job.State is JobState.Done) ? 0 : 1;

        async Task<IReadOnlyList<JobDetails>> FollowAsync(JobsClient client)
        {
            while (true)
            {
                var all = await Sweeps.SummariesAsync(client, sweep, stop);
                jobs = [.. all.Where(job => wanted.Contains(job.Id))];
                TellChanges();
                if (jobs.All(job => job.State.IsOver))
                {
                    return await Sweeps.JobsAsync(client, sweep, stop);
                }

                await Task.Delay(LookEvery, coordinator.Time, stop);
            }
        }
    }

    private void TellChanges()
    {
        foreach (var job in jobs)
        {
            if (shown.TryGetValue(job.Id, out var before) && before == (job.State, job.EpochsDone))
            {
                continue;
            }

            shown[job.Id] = (job.State, job.EpochsDone);
            if (output.IsJson)
            {
                output.Json(job);
            }
            else if (!output.IsLive)
            {
                output.Line(JobText.Line(job));
            }
        }
    }

    private Rows Picture()
    {
        var now = Volatile.Read(ref jobs);
        var over = now.Count(job => job.State.IsOver);
        return new Rows(
            new Text($"{over} of {now.Count} jobs have ended"),
            JobTable.Of([.. now.Where(job => job.State.IsRunning)])
        );
    }
}
