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
        var ranked = RankedView.Rank(await AllAsync(name, context.RequestAborted));
        if (ranked.Count == 0)
        {
            throw new RefusedException($"There is no sweep '{name}'.") { Status = StatusCodes.Status404NotFound };
        }

        var jobs = new List<RankedJobView>();
        foreach (var (index, job) in ranked.Index().Skip(page * Size).Take(Size))
        {
            var details = await gate.AskAsync<JobDetails>(new ShowJob { Id = job.Id }, context.RequestAborted);
            int? rank = job.BestAccuracy is null ? null : index + 1;
            jobs.Add(new RankedJobView(rank, job, JobDetailsView.SettingsOf(details.Job)));
        }

        await ViewJson.AnswerAsync(context, new RankedView(name, ranked.Count, page, Size, jobs));
    }

    private async Task<IReadOnlyList<JobView>> AllAsync(string name, CancellationToken gone)
    {
        var all = new List<JobView>();
        for (var page = 0; page * Asked < MostRanked; page++)
        {
            var asked = new ListJobs
            {
                Sweep = name,
                Page = page,
                PageSize = Asked,
            };
            var list = await gate.AskAsync<JobList>(asked, gone);
            all.AddRange(list.Jobs.Select(JobView.Of));
            if (list.Jobs.Count < Asked)
            {
                break;
            }
        }

        return all;
    }
}
