using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;
using Google.Protobuf;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>
/// One connection to the coordinator, through whichever node of the cluster is named: one that is
/// lost is healed by a new client.
/// </summary>
internal sealed class JobsClient : IAsyncDisposable
{
    private const int MostUnread = 64;
    private readonly TimeSpan patience;
    private readonly RemoteClient remote;
    private volatile string? turnedAway;

    private JobsClient(Coordinator asked)
    {
        patience = asked.Patience;
        remote = new RemoteClient(Start(asked), asked.Address, NodeAddress.WayToJobs);
    }

    private ActorSystem Start(Coordinator asked)
    {
        var settings = RemoteClient.Settings("client");
        return asked.Tls is not { } tls
            ? ActorSystem.Create(NodeAddress.System, settings)
            : ActorSystem.Create(
                NodeAddress.System,
                BootstrapSetup
                    .Create()
                    .WithConfig(ConfigurationFactory.ParseString(PrivateTls.Hocon).WithFallback(settings))
                    .And(tls.AsClient(asked.Address.Host, (_, fault) => turnedAway = fault))
            );
    }

    /// <summary>Connects, and makes sure that a coordinator of the same version answers.</summary>
    /// <param name="asked">The coordinator.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="CoordinatorLostException">None answers in time.</exception>
    /// <exception cref="BadInputException">It is of another version.</exception>
    public static async Task<JobsClient> ConnectAsync(Coordinator asked, CancellationToken stop)
    {
        var client = new JobsClient(asked);
        try
        {
            var greeted = await client.AskAsync<Greeted>(new Greet { Token = asked.Token }, stop);
            return greeted.Version == NodeAddress.ProtocolVersion
                ? client
                : throw new BadInputException(
                    $"the coordinator at {asked.Address} speaks version {greeted.Version} of the cluster's protocol, this program {NodeAddress.ProtocolVersion}; install the same Vitrine on both"
                );
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <exception cref="BadInputException">The coordinator refuses; the message is its own.</exception>
    /// <exception cref="CoordinatorLostException">The connection is lost, or there is no answer in time.</exception>
    public async Task<T> AskAsync<T>(IMessage asked, CancellationToken stop)
        where T : IMessage
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var answer = remote.Peer.Ask<object>(asked, patience, over.Token);
        if (await Task.WhenAny(answer, remote.Lost) == remote.Lost && !answer.IsCompletedSuccessfully)
        {
            await over.CancelAsync();
            throw new CoordinatorLostException(Why(await remote.Lost));
        }

        try
        {
            return await answer switch
            {
                T wanted => wanted,
                RequestRefused refused => throw new BadInputException(refused.Reason),
                var other => throw new CoordinatorLostException(
                    $"answers with {other.GetType().Name}, which is no answer"
                ),
            };
        }
        catch (AskTimeoutException late)
        {
            throw new CoordinatorLostException(Why(Silence), late);
        }
    }

    /// <summary>
    /// A job's events after a number, in parts, each event once and in order, and how the job stands, about every second;
    /// ends after the part that says so. Ends with <see cref="CoordinatorLostException"/> when the coordinator is silent, with
    /// <see cref="BadInputException"/> when it refuses.
    /// </summary>
    public ChannelReader<IMessage> Watch(string id, long after)
    {
        var said = Channel.CreateBounded<IMessage>(MostUnread);
        var (jobs, writer, lost) = (remote.Peer, said.Writer, remote.Lost);
        remote.System.ActorOf(Props.Create(() => new WatcherActor(jobs, id, after, writer, lost)));
        return said.Reader;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => remote.DisposeAsync();

    private string Why(string lost) => turnedAway is { } fault ? $"cannot be reached: {fault}" : lost;

    private string Silence =>
        remote.WasLinked
            ? $"takes the connection but has not answered for {patience.TotalSeconds:0.#} s: it may still be starting, have another name by its own --clients, or be of another version of Vitrine"
            : $"cannot be reached: no connection within {patience.TotalSeconds:0.#} s";
}
