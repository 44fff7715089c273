using System.CommandLine;
using Vitrine.Fleet.Hub;
using Vitrine.Hosts.Terminal;
using Vitrine.Hosts.Trainer.Http;
using Vitrine.Training.Cluster;
using Vitrine.Training.Cluster.Clients;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer;

/// <summary>The verb <c>trainer</c>: what a node of the training cluster is, and where.</summary>
public sealed class NodeCommand
{
    private const string Both = "both";
    private static readonly NodeOptions Standard = new() { Store = DefaultFolders.Store, Cache = DefaultFolders.Cache };

    private readonly Option<string> role = new("--role")
    {
        Description = "keep the queue of jobs, work on them, or both (default: both)",
        HelpName = "coordinator|worker|both",
        DefaultValueFactory = _ => Both,
    };

    private readonly Option<string> host = new("--host")
    {
        Description =
            $"the name or address under which the other nodes reach this one (default: {Standard.Host}, which only nodes on this machine do)",
        HelpName = "HOST",
        DefaultValueFactory = _ => Standard.Host,
    };

    private readonly Option<int> port = new("--port")
    {
        Description = $"the port that it listens at, 0 for any that is free (default: {Standard.Port})",
        HelpName = "N",
        DefaultValueFactory = _ => Standard.Port,
    };

    private readonly Option<string?> clients = new("--clients")
    {
        Description =
            $"where ./vitrine job dials; '{ClientsAddress.Nowhere}': nowhere; on another host than this machine's loopback it needs --certificates, and {AccessToken.OperatorVariable} or {AccessToken.Variable} (default: 127.0.0.1, the port after --port)",
        HelpName = "HOST:PORT",
    };

    private readonly Option<string?> certificates = new("--certificates")
    {
        Description =
            $"folder with {PrivateAuthority.AuthorityFile}, {PrivateAuthority.OwnFile} and {PrivateAuthority.KeyFile}: nodes then speak TLS, and take each other by them; needed where --host is not this machine's loopback",
        HelpName = "DIR",
    };

    private readonly Option<string[]> seeds = new("--seed-node")
    {
        Description =
            "a node to join; repeat it to name several, and name the same ones in the same order everywhere (default: begin a cluster)",
        HelpName = "HOST:PORT",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string> store = new("--store")
    {
        Description = $"folder that all nodes share, for checkpoints and finished models (default: {Standard.Store})",
        HelpName = "DIR",
        DefaultValueFactory = _ => Standard.Store,
    };

    private readonly Option<string?> database = new("--database")
    {
        Description =
            "where the queue is kept: a SQLite file, or a connection string of PostgreSQL, which coordinators on several machines need (default: queue.db in the store)",
        HelpName = "FILE|CONNECTION",
    };

    private readonly Option<string> cache = new("--cache")
    {
        Description =
            $"folder on this machine for the activations of frozen trunks, at most 20 GB for each worker (default: {Standard.Cache})",
        HelpName = "DIR",
        DefaultValueFactory = _ => Standard.Cache,
    };

    private readonly Option<double> lease = new("--lease")
    {
        Description =
            $"a worker that is silent for so long has its job taken over, 2 to 600 seconds (default: {Standard.Leases.Length.TotalSeconds})",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => Standard.Leases.Length.TotalSeconds,
    };

    private readonly Option<double> stall = new("--still")
    {
        Description =
            $"a job in which nothing moves for so long is taken over, at most 86400 seconds (default: {Standard.Leases.StallTimeout.TotalSeconds})",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => Standard.Leases.StallTimeout.TotalSeconds,
    };

    private readonly Option<string?> http = new("--http")
    {
        Description =
            $"address of the page that shows the cluster; 'off': none (default: http://127.0.0.1:{PageServer.UsualPort})",
        HelpName = "URL",
    };

    private readonly Option<string?> certificate = new("--http-certificate")
    {
        Description = "PEM file of the certificate, with the chain behind it, for --http https://…",
        HelpName = "FILE",
    };

    private readonly Option<string?> key = new("--http-key")
    {
        Description = "PEM file of the certificate's private key",
        HelpName = "FILE",
    };

    private readonly Option<bool> plain = new("--http-plain")
    {
        Description =
            $"let other machines read the page without encryption, where the network itself is safe; they need the token that {AccessToken.Variable} holds",
    };

    private readonly Option<string?> hub = new("--hub")
    {
        Description =
            $"where devices dial for models that are rolled out to them, for example {RolloutHub.UsualAddress} (default: nowhere)",
        HelpName = "HOST:PORT",
    };

    /// <param name="run">What the command does, given its options and a token that ends it in order; returns the exit code.</param>
    public NodeCommand(Func<NodeOptions, PageArguments, CancellationToken, Task<int>> run)
    {
        role.AcceptOnlyFromAmong(NodeOptions.Coordinator, NodeOptions.Worker, Both);
        Option[] node = [role, host, port, clients, certificates, seeds, store, database, cache, lease, stall, hub];
        Option[] page = [http, certificate, key, plain];
        foreach (var option in node.Concat(page))
        {
            Verb.Options.Add(option);
        }

        Verb.SetAction((parsed, stop) => run(Read(parsed), ReadPage(parsed), stop));
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new(
            "trainer",
            "Starts a node of the training cluster: it takes jobs, trains, and outlives the loss of others."
        );

    private NodeOptions Read(ParseResult parsed) =>
        new NodeOptions
        {
            Roles = parsed.GetRequiredValue(role) switch
            {
                Both => [NodeOptions.Coordinator, NodeOptions.Worker],
                var one => [one],
            },
            Host = parsed.GetRequiredValue(host),
            Port = parsed.GetRequiredValue(port),
            Clients = parsed.GetValue(clients),
            Certificates = parsed.GetValue(certificates),
            Seeds = parsed.GetRequiredValue(seeds),
            Store = parsed.GetRequiredValue(store),
            Cache = parsed.GetRequiredValue(cache),
            Database = parsed.GetValue(database),
            Hub = parsed.GetValue(hub) is { } address ? RolloutHub.ParseAddress("--hub", address) : null,
            Leases = new LeaseOptions { Length = Seconds(parsed, lease), StallTimeout = Seconds(parsed, stall) },
        }.Checked();

    private PageArguments ReadPage(ParseResult parsed) =>
        new(
            parsed.GetValue(http),
            new AccessOptions
            {
                Token = AccessToken.OfEnvironment(),
                AllowPlain = parsed.GetValue(plain),
                Certificate = parsed.GetValue(certificate),
                Key = parsed.GetValue(key),
                Names = PageArguments.Names,
            }
        );

    // What is no time at all is refused with what is out of range.
    private static TimeSpan Seconds(ParseResult parsed, Option<double> option) =>
        parsed.GetRequiredValue(option) is >= 0 and <= 1e6 and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;
}
