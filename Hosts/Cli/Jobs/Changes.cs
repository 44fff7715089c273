using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>What became of a job that was changed.</summary>
internal static class Changes
{
    /// <summary>One line.</summary>
    public static void Tell(Output output, JobSummary job)
    {
        if (output.IsJson)
        {
            output.Json(job);
        }
        else
        {
            output.Line($"{job.Id} is {job.State.Name}");
        }
    }
}
