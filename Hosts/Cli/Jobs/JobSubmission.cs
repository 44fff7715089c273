using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>Sends orders, all or none as far as the coordinator can know before, and prints the jobs' ids.</summary>
internal sealed class JobSubmission(JobOrders orders, Output output)
{
    /// <summary>Sends them.</summary>
    /// <returns>The ids, in the orders' order.</returns>
    public async Task<IReadOnlyList<string>> SendAsync(Coordinator coordinator, CancellationToken stop)
    {
        await using var client = await coordinator.ConnectAsync(stop);
        if (orders.IsSweep)
        {
            foreach (var (what, order) in orders.All)
            {
                await CheckAsync(client, what, order, stop);
            }
        }

        var ids = new List<string>();
        var notes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (what, order) in orders.All)
        {
            var submitted = await SubmitAsync(client, order, stop);
            ids.Add(submitted.Id);
            Tell(what, submitted);
            if (submitted.Note.Length > 0 && notes.Add(submitted.Note))
            {
                output.Note(submitted.Note);
            }
        }

        if (orders.IsSweep)
        {
            output.Note($"{ids.Count} jobs; ./vitrine job list --sweep {orders.Sweep} ranks them");
        }

        return ids;
    }

    private static async Task CheckAsync(JobsClient client, string what, SubmitJob order, CancellationToken stop)
    {
        try
        {
            var check = order.Clone();
            check.OnlyCheck = true;
            await client.AskAsync<JobSubmitted>(check, stop);
        }
        catch (BadInputException wrong)
        {
            throw new BadInputException($"{what}: {wrong.Message}; nothing was queued", wrong);
        }
    }

    // Whether it was queued or not: with the same key it is asked for once.
    private async Task<JobSubmitted> SubmitAsync(JobsClient client, SubmitJob order, CancellationToken stop)
    {
        try
        {
            return await client.AskAsync<JobSubmitted>(order, stop);
        }
        catch (CoordinatorLostException lost)
        {
            throw new CoordinatorLostException(
                $"{lost.Message}, and whether it queued the job is not known: submit again with --key {orders.Key}",
                lost
            );
        }
    }

    private void Tell(string what, JobSubmitted submitted)
    {
        if (output.IsJson)
        {
            output.Json(submitted);
            return;
        }

        output.Line(what.Length > 0 ? $"{submitted.Id}  {what}" : submitted.Id);
        if (submitted.Known)
        {
            output.Note($"{submitted.Id} was submitted before with this key");
        }
    }
}
