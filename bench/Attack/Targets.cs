using System.Security.Cryptography.X509Certificates;
using Vitrine.Bench.Cluster;
using Vitrine.Fleet.Hub;
using Vitrine.Fleet.Releases;

namespace Vitrine.Bench.Attack;

/// <summary>
/// The programs that are attacked, each a process on loopback, in plain text or over TLS, and what must not come to harm. Operators
/// and readers know a token each.
/// </summary>
internal sealed class Targets : IAsyncDisposable
{
    /// <summary>What readers know, and what operators of the cluster know.</summary>
    public const string Readers = "what-readers-know-1234",
        Operators = "what-operators-know-1234";

    /// <summary>The device that takes the release of the hub.</summary>
    public const string Canary = "shop-1";

    private readonly DirectoryInfo home;

    private Targets(DirectoryInfo home, bool isTls)
    {
        (this.home, IsTls) = (home, isTls);
        Victims = new Victims(home.FullName);
        Key = SigningKey.Create();
        FalseHub = new FalseHub(ClusterBench.FreePort());
    }

    /// <summary>Whether they speak TLS.</summary>
    public bool IsTls { get; }

    /// <summary>For people.</summary>
    public string Name => IsTls ? "over TLS" : "in plain text";

    /// <summary>Signs all certificates that are taken.</summary>
    public Authority Authority { get; } = new();

    /// <summary>What no attack may touch.</summary>
    public Victims Victims { get; }

    /// <summary>Signs the releases that are taken.</summary>
    public SigningKey Key { get; }

    /// <summary>Whom the edge dials: under the attacker's hand.</summary>
    public FalseHub FalseHub { get; }

    /// <summary>A folder for what an attack needs.</summary>
    public string Folder => home.FullName;

    /// <summary>The store of the training cluster.</summary>
    public string Store => Path.Combine(Folder, "store");

    /// <summary>The hub's folder.</summary>
    public string HubFolder => RolloutHub.FolderIn(Store);

    /// <summary>What the hub's operators know.</summary>
    public string HubToken => File.ReadAllText(Path.Combine(HubFolder, RolloutHub.TokenFile)).Trim();

    /// <summary>The release of the rollout that runs at the hub.</summary>
    public string RunningRelease { get; private set; } = string.Empty;

    /// <summary>The trainer and the edge.</summary>
    public AttackedProgram Trainer { get; private set; } = null!;

    /// <inheritdoc cref="Trainer"/>
    public AttackedProgram Edge { get; private set; } = null!;

    /// <summary>Where nodes of a training cluster speak to each other.</summary>
    public AttackedPort Node { get; private set; } = null!;

    /// <summary>Where its clients dial.</summary>
    public AttackedPort Clients { get; private set; } = null!;

    /// <summary>Where devices and operators dial for releases.</summary>
    public AttackedPort Hub { get; private set; } = null!;

    /// <summary>Where an edge's windows are subscribed to.</summary>
    public AttackedPort Events { get; private set; } = null!;

    /// <summary>The edge's dashboard.</summary>
    public WebPort Dashboard { get; private set; } = null!;

    /// <summary>The trainer's page.</summary>
    public WebPort Page { get; private set; } = null!;

    /// <summary>All ports of Akka.Remote.</summary>
    public IEnumerable<AttackedPort> Ports => [Node, Clients, Hub, Events];

    /// <summary>All ports of HTTP.</summary>
    public IEnumerable<WebPort> Web => [Dashboard, Page];

    /// <summary>All of them.</summary>
    public int Count => Ports.Count() + Web.Count();

    /// <summary>Starts the programs.</summary>
    public static async Task<Targets> StartAsync(bool isTls)
    {
        var targets = new Targets(Directory.CreateTempSubdirectory("vitrine-bench-"), isTls);
        var start = new StartOfTargets(targets);
        (targets.Trainer, targets.Node, targets.Clients, targets.Hub, targets.Page) = await start.TrainerAsync();
        (targets.Edge, targets.Events, targets.Dashboard) = await start.EdgeAsync();
        await Fleet.StartAsync(targets);
        targets.RunningRelease = (await Fleet.StatusAsync(targets))!.Release;
        await targets.FalseHub.ListenAsync(isTls ? targets.Certificate("false-hub") : null);
        return targets;
    }

    /// <summary>A device of the fleet, or one that has gone bad.</summary>
    /// <param name="name">The name in its certificate.</param>
    public RawPeer Device(string name) => Hub.Dial(IsTls ? Certificate(name) : null);

    /// <summary>A certificate that the programs take for whom it names.</summary>
    public X509Certificate2 Certificate(string name) => Authority.Issue(name);

    /// <summary>What has come to harm since the start; null: nothing.</summary>
    public async Task<string?> HarmAsync()
    {
        if ((Victims.Harm ?? HarmOf("trainer", Trainer) ?? HarmOf("edge", Edge)) is { } harm)
        {
            return harm;
        }

        foreach (var port in Ports)
        {
            using var peer = port.Dial();
            if (!await port.Legal.IsAnsweredAsync(peer))
            {
                return $"nobody is served any more at the {port.Name}";
            }
        }

        foreach (var port in Web)
        {
            if (!await port.IsAnsweredAsync())
            {
                return $"nobody is served any more at the {port.Name}";
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        Edge.Dispose();
        Trainer.Dispose();
        await FalseHub.DisposeAsync();
        Authority.Dispose();
        Key.Dispose();
        home.Delete(recursive: true);
    }

    private static string? HarmOf(string name, AttackedProgram program)
    {
        const long Most = 1_500_000_000;
        return program.HasEnded ? $"the {name} ended"
            : program.Resident > Most ? $"the {name} takes {program.Resident / 1_000_000} MB of memory"
            : program.Lines.FirstOrDefault(IsForged) is { } line
                ? $"the {name}'s log holds a forged line: {line.Length}"
            : null;
    }

    private static bool IsForged(string line) =>
        line.StartsWith(LogAttacks.Forged, StringComparison.Ordinal)
        || line.Contains(LogAttacks.Escape, StringComparison.Ordinal);
}
