using Akka.Actor;
using Akka.Configuration;
using Vitrine.Wire;

namespace Vitrine.Bench.Cluster;

/// <summary>A client of the training cluster that is no node of it.</summary>
/// <param name="port">Where its node takes clients, on this machine.</param>
internal sealed class QueueClient(int port) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ActorSystem system = ActorSystem.Create(
        "client",
        ConfigurationFactory
            .ParseString(
                """
                akka { stdout-loglevel = OFF, loglevel = OFF, actor.provider = remote }
                akka.remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
                """
            )
            .WithFallback(RefusingSerializer.Hocon)
            .WithFallback(ProtocolSerializer.Hocon)
    );

    private ActorSelection Jobs => system.ActorSelection($"akka.tcp://vitrine@127.0.0.1:{port}/user/jobs-proxy");

    /// <summary>Asks until somebody answers: what is asked for here does no harm when it is asked twice.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task<T> AskAsync<T>(object asked)
    {
        while (true)
        {
            try
            {
                return await Jobs.Ask<object>(asked, Patience) is T answer
                    ? answer
                    : throw new InvalidOperationException($"{asked} was not answered as it should be");
            }
            catch (AskTimeoutException)
            {
                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>Waits for a number of workers.</summary>
    public async Task UntilWorkersAsync(int count)
    {
        while ((await AskAsync<WorkerList>(new ListWorkers())).Workers.Count < count)
        {
            await Task.Delay(Pause);
        }
    }

    /// <summary>The jobs of a sweep, once all have ended.</summary>
    public async Task<IReadOnlyList<JobSummary>> UntilEndedAsync(string sweep)
    {
        while (true)
        {
            var jobs = (await AskAsync<JobList>(new ListJobs { Sweep = sweep, PageSize = 100 })).Jobs;
            if (jobs.All(job => job.State is JobState.Done or JobState.Failed or JobState.Cancelled))
            {
                return jobs;
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>All events of a job that has ended, as one hears them that watches it.</summary>
    public async Task<IReadOnlyList<JobEvent>> EventsAsync(string id)
    {
        var events = new List<JobEvent>();
        while (true)
        {
            var after = events.Count == 0 ? 0 : events[^1].Number;
            var part = await AskAsync<JobEvents>(new WatchJob { Id = id, After = after });
            if (part.Events.Count == 0)
            {
                return events;
            }

            events.AddRange(part.Events);
        }
    }

    public async ValueTask DisposeAsync() => await system.Terminate();
}
