using Microsoft.AspNetCore.Http;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>
/// <c>GET /api/jobs</c>: jobs, newest first, page by page. <c>GET /api/jobs/{id}</c>: one with all there is, and the files
/// that are given out.
/// <c>GET /api/jobs/{id}/events</c>: what happened with it after a number, as much as fits into 48 kB.
/// </summary>
internal sealed class JobReading(ClusterGate gate)
{
    public async Task ListAsync(HttpContext context)
    {
        var asked = ListQuery.Jobs(context.Request.Query);
        await MessageJson.AnswerAsync(context, await gate.AskAsync<JobList>(asked, context.RequestAborted));
    }

    public async Task ShowAsync(HttpContext context)
    {
        var told = await gate.AskAsync<JobDetails>(new ShowJob { Id = IdOf(context) }, context.RequestAborted);
        var job = new JobDetails(told);
        job.Artefacts.Clear();
        job.Artefacts.Add(told.Artefacts.Where(file => ArtefactTypes.Of(file) is not null));
        await MessageJson.AnswerAsync(context, job);
    }

    public async Task EventsAsync(HttpContext context)
    {
        var asked = new ReadEvents { Id = IdOf(context), After = ListQuery.After(context.Request.Query) };
        await MessageJson.AnswerAsync(context, await gate.AskAsync<JobEvents>(asked, context.RequestAborted));
    }

    /// <summary>The job that an address names.</summary>
    public static string IdOf(HttpContext context) => (string)context.Request.RouteValues["id"]!;
}
