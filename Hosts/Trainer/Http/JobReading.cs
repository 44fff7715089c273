using Microsoft.AspNetCore.Http;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>
/// <c>GET /api/jobs</c>: jobs, newest first, page by page. <c>GET /api/jobs/{id}</c>: one with all there is.
/// <c>GET /api/jobs/{id}/events</c>: what came to pass with it after a number, as much as fits into 48 kB.
/// </summary>
internal sealed class JobReading(ClusterGate gate)
{
    public async Task ListAsync(HttpContext context)
    {
        var asked = ListQuery.Jobs(context.Request.Query);
        var list = await gate.AskAsync<JobList>(asked, context.RequestAborted);
        await ViewJson.AnswerAsync(context, JobPageView.Of(list));
    }

    public async Task ShowAsync(HttpContext context)
    {
        var job = await gate.AskAsync<JobDetails>(new ShowJob { Id = IdOf(context) }, context.RequestAborted);
        await ViewJson.AnswerAsync(context, JobDetailsView.Of(job));
    }

    public async Task EventsAsync(HttpContext context)
    {
        var asked = new ReadEvents { Id = IdOf(context), After = ListQuery.After(context.Request.Query) };
        var events = await gate.AskAsync<JobEvents>(asked, context.RequestAborted);
        await ViewJson.AnswerAsync(context, EventsView.Of(events));
    }

    /// <summary>The job that an address names.</summary>
    public static string IdOf(HttpContext context) => (string)context.Request.RouteValues["id"]!;
}
