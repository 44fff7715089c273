using Microsoft.AspNetCore.Http;
using Vitrine.Hosts.Web;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary><c>GET /api/sweep?name=NAME</c>: the sweep's jobs, ranked, with what each was set to, page by page.</summary>
internal sealed class SweepReading(ClusterGate gate)
{
    private const int Size = 20;
    private const int MostRanked = 1000;
    private const int Asked = 100;

    public async Task ShowAsync(HttpContext context)
    {
        var (name, page) = ListQuery.Sweep(context.Request.Query);
        var ranked = Rank(await AllAsync(name, context.RequestAborted));
        if (ranked.Count == 0)
        {
            throw new RefusedException($"There is no sweep '{name}'.") { Status = StatusCodes.Status404NotFound };
        }

        var answer = new RankedJobs
        {
            Name = name,
            Total = ranked.Count,
            Page = page,
            PageSize = Size,
        };
        foreach (var job in ranked.Skip(page * Size).Take(Size))
        {
            answer.Jobs.Add(await gate.AskAsync<JobDetails>(new ShowJob { Id = job.Id }, context.RequestAborted));
        }

        await MessageJson.AnswerAsync(context, answer);
    }

    private static List<JobSummary> Rank(IEnumerable<JobSummary> jobs) =>
        [
            .. jobs.OrderByDescending(job => job.HasBestAccuracy ? job.BestAccuracy : -1)
                .ThenBy(job => job.Submitted.ToDateTimeOffset()),
        ];

    private async Task<IReadOnlyList<JobSummary>> AllAsync(string name, CancellationToken gone)
    {
        var all = new List<JobSummary>();
        for (var page = 0; page * Asked < MostRanked; page++)
        {
            var asked = new ListJobs
            {
                Sweep = name,
                Page = page,
                PageSize = Asked,
            };
            var list = await gate.AskAsync<JobList>(asked, gone);
            all.AddRange(list.Jobs);
            if (list.Jobs.Count < Asked)
            {
                break;
            }
        }

        return all;
    }
}
