using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>A page of jobs, newest first.</summary>
/// <param name="Jobs">The jobs.</param>
/// <param name="Page">From 0.</param>
/// <param name="Total">Jobs on all pages.</param>
internal sealed record JobPageView(IReadOnlyList<JobView> Jobs, int Page, int Total)
{
    public static JobPageView Of(JobList list) => new([.. list.Jobs.Select(JobView.Of)], list.Page, list.Total);
}
