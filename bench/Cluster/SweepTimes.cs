using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Bench.Cluster;

/// <summary>How long a sweep of eight small jobs takes one worker, and two; each worker has one core.</summary>
internal static class SweepTimes
{
    private const int Jobs = 8;
    private const int Epochs = 15;
    private const string Sweep = "rates";

    public static async Task RunAsync(string folder, string data)
    {
        var one = await TimeAsync(Path.Combine(folder, "one"), data, workers: 1);
        var two = await TimeAsync(Path.Combine(folder, "two"), data, workers: 2);
        Console.WriteLine(
            Invariant(
                $"{Jobs} jobs: one worker {one.TotalSeconds:0.0} s, two workers {two.TotalSeconds:0.0} s, {two / one:0.00} x"
            )
        );
    }

    private static async Task<TimeSpan> TimeAsync(string folder, string data, int workers)
    {
        var port = ClusterBench.FreePort();
        using var coordinator = new TrainerChild("0-1", ClusterBench.Node("coordinator", port, folder));
        var nodes = Enumerable
            .Range(0, workers)
            .Select(core => new TrainerChild(
                $"{core}",
                ClusterBench.Node("worker", ClusterBench.FreePort(), folder, seed: port)
            ))
            .ToArray();
        await using var client = new QueueClient(ClusterBench.Clients(port));
        await client.UntilWorkersAsync(workers);

        var begun = TimeProvider.System.GetTimestamp();
        for (var job = 0; job < Jobs; job++)
        {
            var order = new SubmitJob
            {
                Key = $"rate-{job}",
                Job = ClusterBench.SmallJob(data, Epochs),
                Sweep = Sweep,
            };
            order.Job.LearningRate = 1e-3 * (job + 1);
            await client.AskAsync<JobSubmitted>(order);
        }

        var ended = await client.UntilEndedAsync(Sweep);
        var took = TimeProvider.System.GetElapsedTime(begun);
        foreach (var node in nodes)
        {
            await node.StopAsync();
            node.Dispose();
        }

        await coordinator.StopAsync();
        return ended.All(job => job.State is JobState.Done)
            ? took
            : throw new InvalidOperationException(string.Join("; ", ended.Select(job => $"{job.Id} {job.Cause}")));
    }
}
