namespace Vitrine.Hosts.Trainer.Http;

/// <summary>A sweep's jobs, the best first.</summary>
/// <param name="Name">The sweep.</param>
/// <param name="Total">Its jobs, so far as they are remembered.</param>
/// <param name="Page">From 0.</param>
/// <param name="Size">Jobs of a page, at the most.</param>
/// <param name="Jobs">Those of the page.</param>
internal sealed record RankedView(string Name, int Total, int Page, int Size, IReadOnlyList<RankedJobView> Jobs)
{
    /// <summary>The better the validation accuracy, the further in front; those without any are last, oldest first.</summary>
    public static IReadOnlyList<JobView> Rank(IEnumerable<JobView> jobs) =>
        [.. jobs.OrderByDescending(job => job.BestAccuracy ?? -1).ThenBy(job => job.Submitted)];
}
