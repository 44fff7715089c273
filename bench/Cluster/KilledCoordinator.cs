using Vitrine.Wire;

namespace Vitrine.Bench.Cluster;

/// <summary>The coordinator is killed at random moments while a worker goes through three jobs.</summary>
internal static class KilledCoordinator
{
    private const int Jobs = 3;
    private const int Epochs = 40;
    private const string Sweep = "killed";
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(4);

    /// <returns>Faults: jobs that did not end exactly once, and gaps in their histories.</returns>
    public static async Task<int> RunAsync(string folder, string data, int kills, int seed)
    {
        var random = new Random(seed);
        var port = ClusterBench.FreePort();
        var coordinator = Start();
        using var worker = new TrainerChild(
            "0-1",
            ClusterBench.Node("worker", ClusterBench.FreePort(), folder, seed: port)
        );
        await using var client = new QueueClient(ClusterBench.Clients(port));
        await client.UntilWorkersAsync(1);
        for (var job = 0; job < Jobs; job++)
        {
            await client.AskAsync<JobSubmitted>(Order(job, data));
        }

        for (var kill = 0; kill < kills; kill++)
        {
            await Task.Delay(random.NextDouble() * LongestLife);
            coordinator.Kill();
            coordinator.Dispose();
            coordinator = Start();
            // Half of them die while they still begin.
            if (kill % 2 == 0)
            {
                await coordinator.Ready;
            }
        }

        var ended = await client.UntilEndedAsync(Sweep);
        var faults = 0;
        foreach (var job in ended)
        {
            faults += Faults(job, await client.EventsAsync(job.Id));
        }

        // Sent again, each key is the job that it was.
        for (var job = 0; job < Jobs; job++)
        {
            faults += (await client.AskAsync<JobSubmitted>(Order(job, data))).Known ? 0 : 1;
        }

        Console.WriteLine(
            $"coordinator killed {kills} times (seed {seed}): {ended.Count} of {Jobs} jobs ended, "
                + $"{ended.Count(job => job.State is JobState.Done)} done, "
                + $"{ended.Sum(job => job.Attempt)} attempts; {faults} faults"
        );
        await coordinator.StopAsync();
        coordinator.Dispose();
        return faults + Math.Abs(Jobs - ended.Count);

        TrainerChild Start() => new("0-1", ClusterBench.Node("coordinator", port, folder));
    }

    private static SubmitJob Order(int job, string data) =>
        new()
        {
            Key = $"job-{job}",
            Job = ClusterBench.SmallJob(data, Epochs),
            Sweep = Sweep,
        };

    // One end, every number, every epoch once.
    private static int Faults(JobSummary job, IReadOnlyList<JobEvent> events)
    {
        var ends = events.Count(happened => happened.State?.To is JobState.Done);
        var gaps = events.Where((happened, index) => happened.Number != index + 1).Count();
        var epochs = events.Where(happened => happened.Epoch is not null).Select(happened => happened.Epoch.Epoch);
        var isWhole = epochs.SequenceEqual(Enumerable.Range(1, Epochs));
        if (job.State is JobState.Done && ends == 1 && gaps == 0 && isWhole)
        {
            return 0;
        }

        Console.WriteLine(
            $"job {job.Id}: {job.State}, {job.Cause}; {ends} ends, {gaps} gaps, epochs {(isWhole ? "whole" : "not each once")}"
        );
        return 1;
    }
}
