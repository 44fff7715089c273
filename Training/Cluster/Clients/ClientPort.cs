using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Clients;

/// <summary>
/// The port that clients dial. It has an actor system of its own: of what a peer sends nothing reaches the cluster's actors but
/// the requests of clients. It outlives the node's actor system: a node that is given up and joins again keeps its clients.
/// </summary>
public sealed class ClientPort : IAsyncDisposable
{
    private readonly ActorSystem system;
    private volatile WayIn? way;

    private ClientPort(ActorSystemSetup setup, ClientAccess access, HostPort address, TimeProvider time)
    {
        system = ActorSystem.Create(NodeAddress.System, setup);
        Func<WayIn?> now = () => way;
        system.ActorOf(Props.Create(() => new ClientsActor(access, now, time)), NodeAddress.WayToJobs);
        Address = address with { Port = ((ExtendedActorSystem)system).Provider.DefaultAddress.Port ?? address.Port };
    }

    /// <summary>Where clients dial.</summary>
    public HostPort Address { get; }

    /// <summary>Opens the port.</summary>
    /// <param name="address">Where; port 0: any that is free.</param>
    /// <param name="access">Who may what.</param>
    /// <param name="tls">Certificates; null: plain text.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warn">Takes a line for the operator.</param>
    /// <exception cref="BadInputException">It cannot be opened, or others could reach it who should not.</exception>
    public static ClientPort Open(
        HostPort address,
        ClientAccess access,
        PrivateTls? tls,
        TimeProvider time,
        Action<string> warn
    )
    {
        if (access.Refusal(tls is not null) is { } refusal)
        {
            throw new BadInputException($"--clients {address}: {refusal}");
        }

        var config = Settings(address);
        var setup = ActorSystemSetup.Create(
            BootstrapSetup
                .Create()
                .WithConfig(
                    tls is null ? config : ConfigurationFactory.ParseString(PrivateTls.Hocon).WithFallback(config)
                ),
            new AkkaLogSetup(new PortLog(line => warn($"clients: {line}"), time).Write)
        );
        try
        {
            return new ClientPort(tls is null ? setup : setup.WithSetup(tls.AsServer()), access, address, time);
        }
        catch (Exception refused) when (refused is not BadInputException)
        {
            throw new BadInputException(
                $"--clients {address} cannot be listened at: {refused.GetBaseException().Message}",
                refused
            );
        }
    }

    /// <summary>The node has an actor system.</summary>
    /// <param name="node">The actor system.</param>
    /// <param name="jobs">The way to the coordinator, wherever it is.</param>
    public void Join(ActorSystem node, IActorRef jobs) => way = new WayIn(node, jobs);

    /// <summary>It has none any more.</summary>
    public void Leave() => way = null;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await system.Terminate();
        system.Dispose();
    }

    private static Config Settings(HostPort address) =>
        RemotePort.Under(
            $$"""
            akka {
              loglevel = WARNING
              remote {
                trusted-selection-paths = ["/user/{{NodeAddress.WayToJobs}}"]
                dot-netty.tcp { hostname = "{{address.Host}}", port = {{address.Port}} }
              }
            }
            {{AkkaLog.Hocon}}
            """
        );
}
