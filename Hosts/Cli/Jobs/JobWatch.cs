using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>Follows one job until it ends, through any loss of the coordinator; each event is shown once.</summary>
internal sealed class JobWatch(Coordinator coordinator, Output output)
{
    /// <summary>Follows it.</summary>
    /// <param name="id">The job.</param>
    /// <param name="after">The last event that is not to be shown.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>0 when the job is done, 1 when it failed or was cancelled.</returns>
    /// <exception cref="BadInputException">There is no such job.</exception>
    /// <exception cref="CoordinatorLostException">Not even the first connection could be made.</exception>
    public async Task<int> RunAsync(string id, long after, CancellationToken stop)
    {
        using IWatchView view =
            output.IsJson ? new JsonView(output)
            : output.IsLive ? new LiveView(output.Console, coordinator.Time)
            : new LinesView(output);
        var last = after;
        return await coordinator.StayAsync(FollowAsync, view.Say, stop);

        async Task<int> FollowAsync(JobsClient client)
        {
            await foreach (var said in client.Watch(id, last).ReadAllAsync(stop))
            {
                if (said is JobDetails job)
                {
                    view.Take(job);
                    continue;
                }

                var part = (JobEvents)said;
                last = Take(view, part, last);
                if (part.Ended)
                {
                    var ended = await client.AskAsync<JobDetails>(new ShowJob { Id = id }, stop);
                    view.Take(ended);
                    return ended.Summary.State is JobState.Done ? 0 : 1;
                }
            }

            throw new CoordinatorLostException("says no more of the job");
        }
    }

    private static long Take(IWatchView view, JobEvents part, long last)
    {
        foreach (var happened in part.Events)
        {
            if (happened.Number > last + 1)
            {
                view.Say($"events {last + 1} to {happened.Number - 1} are not kept any more");
            }

            view.Take(happened);
            last = happened.Number;
        }

        return last;
    }
}
