using System.Buffers;
using Microsoft.AspNetCore.Http;
using Vitrine.Hosts.Web;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>
/// <c>GET /api/jobs/{id}/artefacts/{name}</c>: a file that the job left, piece by piece through the coordinator, which checks
/// its hash. A name that the job does not list is not there, and of pictures only the curves are given out.
/// </summary>
internal sealed class ArtefactReading(ClusterGate gate, TimeProvider clock)
{
    public async Task ServeAsync(HttpContext context)
    {
        var (id, gone) = (JobReading.IdOf(context), context.RequestAborted);
        var job = await gate.AskAsync<JobDetails>(new ShowJob { Id = id }, gone);
        var name = context.Request.RouteValues["name"] as string ?? string.Empty;
        var file =
            job.Artefacts.FirstOrDefault(one =>
                one.Name.Equals(name, StringComparison.Ordinal) && ArtefactTypes.Of(one) is not null
            )
            ?? throw new RefusedException($"Job {job.Summary.Id} has no '{name}' to give out.")
            {
                Status = StatusCodes.Status404NotFound,
            };

        // Before anything is written, so that a file that is missing or damaged is answered as such.
        var piece = await PieceAsync(job.Summary.Id, file, offset: 0, gone);
        context.Response.ContentType = ArtefactTypes.Of(file);
        context.Response.ContentLength = file.Bytes;
        context.Response.Headers.ETag = $"\"{file.Sha256}\"";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await SendAsync(context, job.Summary.Id, file, piece);
        }
    }

    private async Task SendAsync(HttpContext context, string id, Artefact file, ArtefactChunk piece)
    {
        var (body, gone) = (context.Response.BodyWriter, context.RequestAborted);
        for (var sent = 0L; ; piece = await PieceAsync(id, file, sent, gone))
        {
            body.Write(piece.Data.Span);
            await body.SendAsync(clock, gone);
            sent += piece.Data.Length;
            if (sent >= file.Bytes)
            {
                return;
            }
        }
    }

    private async Task<ArtefactChunk> PieceAsync(string id, Artefact file, long offset, CancellationToken gone)
    {
        var asked = new FetchArtefact
        {
            Id = id,
            Name = file.Name,
            Offset = offset,
        };
        try
        {
            var piece = await gate.AskAsync<ArtefactChunk>(asked, gone);
            return piece.Data.Length > 0 || file.Bytes == 0
                ? piece
                : throw new RefusedException($"'{file.Name}' of job {id} ends too early.");
        }
        catch (RefusedException refused)
        {
            // The job lists it: whatever is wrong with it is no fault of the client's.
            throw new RefusedException(refused.Message, refused);
        }
    }
}
