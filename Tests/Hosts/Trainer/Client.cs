using Akka.Actor;
using Akka.Configuration;
using Vitrine.Wire;

namespace Vitrine.Tests.Hosts.Trainer;

/// <summary>A client that is no node: a plain remote actor system that asks whichever node it is told.</summary>
/// <param name="own">The address that it has.</param>
/// <param name="node">The host of the node to ask.</param>
/// <param name="port">That node's own port; clients dial the next.</param>
/// <param name="authority">A folder with what signed the node's certificate; null: plain text.</param>
internal sealed class Client(string own, string node, int port, string? authority = null) : IAsyncDisposable
{
    /// <summary>The operators' token of nodes that others may dial.</summary>
    public const string Token = "what-operators-of-the-tests-know";

    private readonly ActorSystem system = Start(own, node, authority);

    /// <summary>Asks a node on this machine.</summary>
    public Client(int port)
        : this("127.0.0.1", "127.0.0.1", port) { }

    /// <summary>The port of the node to ask.</summary>
    public int Port { get; set; } = port;

    /// <summary>What is written before a node's command to give it the token.</summary>
    public static string[] WithToken => ["env", $"{AccessToken.OperatorVariable}={Token}"];

    /// <summary>Says what it knows.</summary>
    public Task<Greeted> Greet() => Ask<Greeted>(new Greet { Token = Token });

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

    private ActorSelection Jobs =>
        system.ActorSelection(
            $"{((ExtendedActorSystem)system).Provider.DefaultAddress.Protocol}://vitrine@{node}:{Port + 1}/user/jobs-proxy"
        );

    private static ActorSystem Start(string own, string node, string? authority)
    {
        var config = ConfigurationFactory.ParseString(
            $$"""
            akka { stdout-loglevel = OFF, loglevel = OFF, actor.provider = remote }
            akka.remote.dot-netty.tcp { hostname = {{own}}, port = 0 }
            {{RefusingSerializer.Hocon}}
            {{ProtocolSerializer.Hocon}}
            {{(authority is null ? string.Empty : PrivateTls.Hocon)}}
            """
        );
        return authority is null
            ? ActorSystem.Create("client", config)
            : ActorSystem.Create(
                "client",
                BootstrapSetup
                    .Create()
                    .WithConfig(config)
                    .And(PrivateTls.ReadAuthority(authority).AsClient(node, (_, _) => { }))
            );
    }

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
