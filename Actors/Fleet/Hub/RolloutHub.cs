using System.Globalization;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Configuration;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>
/// The publisher: a port that devices dial, with an actor system of its own, so that nothing that a device sends can reach
/// whatever else this process does.
/// </summary>
public sealed class RolloutHub : IAsyncDisposable
{
    /// <summary>The file with the operators' token in the hub's folder; only its owner can read it.</summary>
    public const string TokenFile = "operator.token";

    /// <summary>Where a hub listens when nobody says otherwise.</summary>
    public const string UsualAddress = "127.0.0.1:8096";

    private const string Dispatcher = "vitrine.rollout.hub-dispatcher";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ActorSystem system;
    private readonly IActorRef hub;

    private RolloutHub(ActorSystem system, IActorRef hub, HubAddress address) =>
        (this.system, this.hub, Address) = (system, hub, address);

    /// <summary>Where devices dial.</summary>
    public HubAddress Address { get; }

    /// <summary>Done when it broke down, or was stopped.</summary>
    public Task Ended => system.WhenTerminated;

    /// <summary>The hub's folder in the store of a training cluster.</summary>
    public static string FolderIn(string store) => Path.Combine(store, "rollout");

    /// <summary>Reads a hub's address.</summary>
    /// <param name="option">The option that gives it, for the message.</param>
    /// <param name="text">The address.</param>
    /// <exception cref="BadInputException">It is none.</exception>
    public static HubAddress ParseAddress(string option, string text)
    {
        try
        {
            return HubAddress.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new BadInputException($"{option} {wrong.Message}", wrong);
        }
    }

    /// <summary>The certificates in the folder "tls" of the hub's folder; null: it has none.</summary>
    /// <exception cref="BadInputException">They cannot be used.</exception>
    public static LinkTls? ReadTls(string folder)
    {
        var certificates = Path.Combine(folder, "tls");
        try
        {
            return Directory.Exists(certificates) ? LinkTls.Read(certificates) : null;
        }
        catch (InvalidDataException wrong)
        {
            throw new BadInputException(wrong.Message, wrong);
        }
    }

    /// <summary>Opens the port, and goes on with the rollout in the history.</summary>
    /// <param name="address">Where; port 0: any that is free.</param>
    /// <param name="folder">
    /// Holds the history, the release that is served, the operators' token, and the public keys whose releases may be
    /// started; made if missing.
    /// </param>
    /// <param name="clock">The clock.</param>
    /// <param name="say">Takes a line for the operator.</param>
    /// <param name="jobs">The models that jobs left; null: only models that operators name by a file are released.</param>
    /// <exception cref="BadInputException">The history was tampered with, or the folder or the port cannot be had.</exception>
    public static RolloutHub Start(
        HubAddress address,
        string folder,
        TimeProvider clock,
        Action<string> say,
        FinishedJobs? jobs = null
    )
    {
        var tls = ReadTls(folder);
        if (tls is null && !address.IsLoopback)
        {
            throw new BadInputException(
                $"the rollout hub at {address} would take devices in plain text from other machines; give it certificates, as docs/rollout.md tells"
            );
        }

        var token = Prepare(folder, clock);
        ActorSystem? opened = null;
        try
        {
            var turnedAway = new TurnedAway(clock, say);
            opened = LinkTls.Create(tls, Settings(address), hub: null, turnedAway.Add);
            var connections = new Connections(Peers.Of(opened), CertifiedPeers.Of(opened), turnedAway);
            var devices = opened.ActorOf(
                Props.Create(() => new HubActor(folder, jobs, clock, connections, say)).WithDispatcher(Dispatcher),
                HubAddress.Devices
            );
            opened.ActorOf(Props.Create(() => new OperatorActor(token, devices)), HubAddress.Operators);
            var port = ((ExtendedActorSystem)opened).Provider.DefaultAddress.Port ?? address.Port;
            return new RolloutHub(opened, devices, address with { Port = port });
        }
        catch (Exception refused)
        {
            opened?.Dispose();
            throw new BadInputException(
                $"the rollout hub cannot listen at {address}: {refused.GetBaseException().Message}",
                refused
            );
        }
    }

    /// <summary>How the last rollout stands.</summary>
    /// <exception cref="TimeoutException">The hub is busy, or has broken down.</exception>
    public async Task<RolloutStatus> ShowAsync(CancellationToken stop)
    {
        if (Ended.IsCompleted)
        {
            throw new TimeoutException("The rollout hub has ended; start this node again.");
        }

        try
        {
            return await hub.Ask<RolloutStatus>(new Ordered(new ShowRollout()), Patience, stop);
        }
        catch (AskTimeoutException busy)
        {
            throw new TimeoutException($"The rollout hub has not answered for {Patience.TotalSeconds} s.", busy);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await system.Terminate();
        system.Dispose();
    }

    /// <summary>Looks whether the history is whole, and makes the token where there is none.</summary>
    private static string Prepare(string folder, TimeProvider clock)
    {
        try
        {
            PrivateFile.MakeFolder(folder);
            History.Open(folder, clock).Dispose();
            var file = Path.Combine(folder, TokenFile);
            if (!File.Exists(file))
            {
                PrivateFile.Create(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            }

            return File.ReadAllText(file).Trim();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"the hub's folder '{folder}' cannot be used: {refused.Message}", refused);
        }
    }

    private static Config Settings(HubAddress address) =>
        RemotePort.Under(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                akka {
                  loglevel = OFF
                  stdout-loglevel = OFF
                  remote {
                    trusted-selection-paths = ["/user/{{HubAddress.Devices}}", "/user/{{HubAddress.Operators}}"]
                    dot-netty.tcp { hostname = "{{address.Host}}", port = {{address.Port}} }
                  }
                }
                {{Dispatcher}} { type = PinnedDispatcher, throughput = 1 }
                """
            )
        );
}
