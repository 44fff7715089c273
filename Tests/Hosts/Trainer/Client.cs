using Akka.Actor;
using Vitrine.Wire;

namespace Vitrine.Tests.Hosts.Trainer;

/// <summary>A client that is no node: a plain remote actor system that asks whichever node it is told.</summary>
internal sealed class Client(string own, string node, int port) : IAsyncDisposable
{
    private readonly ActorSystem system = ActorSystem.Create(
        "client",
        $$"""
        akka { stdout-loglevel = OFF, loglevel = OFF, actor.provider = remote }
        akka.remote.dot-netty.tcp { hostname = {{own}}, port = 0 }
        {{RefusingSerializer.Hocon}}
        {{ProtocolSerializer.Hocon}}
        """
    );

    /// <summary>Asks a node on this machine.</summary>
    public Client(int port)
        : this("127.0.0.1", "127.0.0.1", port) { }

    /// <summary>The port of the node to ask.</summary>
    public int Port { get; set; } = port;

    public async Task<T> Ask<T>(object asked)
    {
        var answer = await Jobs.Ask<object>(asked, Soon.Deadline);
        return answer is T wanted ? wanted : throw new InvalidOperationException($"{answer}");
    }

    /// <summary>The job, once it is so; asks again when nobody answers, as when the coordinator is elsewhere soon.</summary>
    public async Task<JobDetails> Until(string id, Func<JobDetails, bool> isSo)
    {
        JobDetails? job = null;
        await Soon.Answered(
            async () =>
            {
                try
                {
                    job = await Jobs.Ask<JobDetails>(new ShowJob { Id = id }, TimeSpan.FromSeconds(2));
                    return isSo(job);
                }
                catch (AskTimeoutException)
                {
                    return false;
                }
            },
            "the job came so far"
        );
        return job!;
    }

    public Task UntilWorkers(int count) =>
        Soon.Answered(
            async () =>
            {
                try
                {
                    var list = await Jobs.Ask<WorkerList>(new ListWorkers(), TimeSpan.FromSeconds(2));
                    return list.Workers.Count == count;
                }
                catch (AskTimeoutException)
                {
                    return false;
                }
            },
            $"there are {count} workers"
        );

    /// <summary>All that came to pass with a job that has ended, as one that watches it hears it.</summary>
    public async Task<IReadOnlyList<JobEvent>> Events(string id)
    {
        var heard = new TaskCompletionSource<IReadOnlyList<JobEvent>>();
        system.ActorOf(Props.Create(() => new Watcher(Jobs, id, heard)));
        return await Soon.Done(heard.Task);
    }

    public async ValueTask DisposeAsync() => await Soon.Done(system.Terminate());

    private ActorSelection Jobs => system.ActorSelection($"akka.tcp://vitrine@{node}:{Port}/user/jobs-proxy");

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(ActorSelection jobs, string id, TaskCompletionSource<IReadOnlyList<JobEvent>> heard)
        {
            var events = new List<JobEvent>();
            jobs.Tell(new WatchJob { Id = id });
            Receive<JobEvents>(part =>
            {
                events.AddRange(part.Events);
                jobs.Tell(new WatchAck { Id = id, Number = events[^1].Number });
                if (part.Ended)
                {
                    heard.TrySetResult(events);
                }
            });
        }
    }
}
