using Akka.Actor;
using Akka.Configuration;
using Vitrine.Training.Cluster;
using Vitrine.Wire;
using static System.FormattableString;
using static Vitrine.Bench.Printing;

namespace Vitrine.Bench;

/// <summary>
/// How long clients of the training cluster wait when a thousand jobs are in its queue: the real coordinator over its database,
/// asked one thing at a time; and how long a restarted one takes to know them all.
/// </summary>
internal static class QueueBench
{
    private const int Jobs = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-bench-").FullName;
        try
        {
            var data = WriteLists(Path.Combine(folder, "data"));
            var store = new JobStore(Path.Combine(folder, "store"));
            var database = QueueDatabase.Open(options is ["--database", var named] ? named : store.Database);
            Say($"{Jobs} jobs, {database.Provider}");
            await FillAsync(store, database, data);
            await RecoverAsync(store, database);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FillAsync(JobStore store, QueueDatabase database, string data)
    {
        using var system = Start(database);
        var coordinator = Coordinator(system, store, database);
        var run = Guid.NewGuid().ToString("N");
        var (submit, list, cancel) = (new List<double>(), new List<double>(), new List<double>());
        var ids = new List<string>();
        for (var job = 0; job < Jobs; job++)
        {
            var asked = new SubmitJob
            {
                Key = $"{run}-{job}",
                Job = new TrainingJob { Task = "gender", Data = { data } },
            };
            submit.Add(await TimeAsync(async () => ids.Add((await AskAsync<JobSubmitted>(coordinator, asked)).Id)));
        }

        for (var page = 0; page < Jobs; page++)
        {
            var asked = new ListJobs { Page = page % 20 };
            list.Add(await TimeAsync(() => AskAsync<JobList>(coordinator, asked)));
        }

        // A tenth of them, so that the queue is still long.
        foreach (var id in ids.Where((_, index) => index % 10 == 0))
        {
            cancel.Add(await TimeAsync(() => AskAsync<JobSummary>(coordinator, new CancelJob { Id = id })));
        }

        Say($"submit  {Write(submit)}");
        Say($"list    {Write(list)}");
        Say($"cancel  {Write(cancel)}");
        await system.Terminate();
    }

    private static async Task RecoverAsync(JobStore store, QueueDatabase database)
    {
        using var system = Start(database);
        var total = 0;
        var milliseconds = await TimeAsync(async () =>
            total = (await AskAsync<JobList>(Coordinator(system, store, database), new ListJobs())).Total
        );
        Say($"recovered {total} jobs in {milliseconds:0} ms");
        await system.Terminate();
    }

    private static ActorSystem Start(QueueDatabase database) =>
        ActorSystem.Create(
            "bench",
            ConfigurationFactory
                .ParseString("akka { stdout-loglevel = OFF, loglevel = OFF }")
                .WithFallback(database.Hocon)
                .WithFallback(RefusingSerializer.Hocon)
                .WithFallback(ProtocolSerializer.Hocon)
        );

    private static IActorRef Coordinator(ActorSystem system, JobStore store, QueueDatabase database) =>
        system.ActorOf(
            Props.Create(() => new CoordinatorActor(new LeaseOptions(), store, database, TimeProvider.System))
        );

    private static async Task<T> AskAsync<T>(IActorRef coordinator, object asked) =>
        await coordinator.Ask<object>(asked, Patience) is T answer
            ? answer
            : throw new InvalidOperationException($"{asked} was not answered as it should be");

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var began = TimeProvider.System.GetTimestamp();
        await act();
        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }

    // Two faces, one of each gender, and pictures that nobody opens.
    private static string WriteLists(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var list in new[] { "train", "val", "test" })
        {
            File.WriteAllText(Path.Combine(folder, $"{list}.csv"), "file,gender\na.png,female\nb.png,male\n");
        }

        File.WriteAllBytes(Path.Combine(folder, "a.png"), []);
        File.WriteAllBytes(Path.Combine(folder, "b.png"), []);
        return folder;
    }

    private static string Write(List<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return Invariant($"p50 {At(sorted, 0.5):0.0} ms, p99 {At(sorted, 0.99):0.0} ms, longest {sorted[^1]:0.0} ms");
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
