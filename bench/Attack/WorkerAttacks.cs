using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>Who says that he is the coordinator, or a worker, at the port of a node that takes him for a node.</summary>
internal static class WorkerAttacks
{
    private static readonly string[] Ids =
    [
        "../../victim",
        "/etc",
        "%2e%2e%2f%2e%2e%2fvictim",
        "1-ab\0/../../victim",
        "..\\..\\victim",
        "1-ab",
        "1",
        "",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("a job given to a worker by a stranger, under an id that is a path", AssignAsync),
        new("a worker without a certificate that offers itself", OfferAsync),
        new("reports of a job by another than its worker", ForgedAsync),
        new("a node that joins as a second coordinator without a certificate", JoinAsync),
    ];

    private static async IAsyncEnumerable<Attempt> AssignAsync(Targets targets)
    {
        foreach (var id in Ids)
        {
            foreach (var (sender, who) in Senders(targets))
            {
                using var peer = targets.Node.Dial();
                peer.Sender = sender;
                var order = new AssignJob
                {
                    Id = id,
                    Attempt = 1,
                    Job = new TrainingJob { Task = "gender", Data = { "/nowhere" } },
                    Lease = 60,
                    Secret = new string('0', 32),
                };
                await TellAsync(peer, "user/worker", order);
                for (var renewal = 0; renewal < 2; renewal++)
                {
                    var renewed = new LeaseRenewed
                    {
                        Id = id,
                        Attempt = 1,
                        Sent = long.MaxValue / 4,
                        Secret = order.Secret,
                    };
                    await TellAsync(peer, "user/worker", renewed);
                }

                yield return new Attempt($"AssignJob '{id}' from {who}", targets.Node.Name, BusyOf(targets));
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> OfferAsync(Targets targets)
    {
        if (!targets.IsTls)
        {
            // Without certificates whoever has an account on the machine is a node, as docs/cluster.md tells.
            yield break;
        }

        foreach (var (sender, who) in Senders(targets))
        {
            using var peer = targets.Node.Dial(shown: null);
            peer.Sender = sender;
            var offer = new WorkerOffer
            {
                Worker = "stranger",
                Version = 2,
                Has = new WorkerResources { Devices = { "cpu" }, Cores = 1000 },
                Secret = new string('0', 32),
            };
            await TellAsync(peer, "user/jobs-proxy", offer);
            using var client = await JobClient.DialAsync(targets);
            var workers = await client.AskAsync<WorkerList>(new ListWorkers());
            yield return new Attempt(
                $"WorkerOffer from {who}",
                targets.Node.Name,
                workers is { Workers: [_] } ? null : "it is listed as a worker"
            );
        }
    }

    private static async IAsyncEnumerable<Attempt> ForgedAsync(Targets targets)
    {
        await using var job = await RunningJob.StartAsync(targets);
        foreach (var (sender, who) in Senders(targets))
        {
            foreach (var (what, message) in ForgedReports.Of(job.Id, job.Worker, job.Attempt))
            {
                using var peer = targets.Node.Dial();
                peer.Sender = sender;
                await TellAsync(peer, "user/jobs-proxy", message);
                await TellAsync(peer, "user/worker", message);
                yield return new Attempt($"{what} from {who}", targets.Node.Name, await job.HarmAsync());
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> JoinAsync(Targets targets)
    {
        if (!targets.IsTls)
        {
            // Without certificates whoever has an account on the machine can join, as docs/cluster.md tells.
            yield break;
        }

        using var peer = targets.Node.Dial(shown: null);
        var join = new Said(5, "Akka.Cluster.InternalClusterAction+Join, Akka.Cluster", JoinMessage.AsCoordinator());
        await peer.TellAsync("system/cluster/core/daemon", join);
        var nodes = await targets.Page.GetAsync("/api/nodes");
        yield return new Attempt(
            "Join",
            targets.Node.Name,
            nodes.Contains("attacker", StringComparison.Ordinal) ? "it is a member of the cluster" : null
        );
    }

    private static string? BusyOf(Targets targets) =>
        targets.Trainer.Lines.Any(line => line.Contains("/nowhere", StringComparison.Ordinal))
            ? "the worker took the job"
            : null;

    private static (string? Sender, string Who)[] Senders(Targets targets) =>
        [
            (null, "a stranger"),
            (
                $"akka.{(targets.IsTls ? "ssl.tcp" : "tcp")}://vitrine@{targets.Node.Address}/user/jobs/jobs/queue",
                "one who says that he is the coordinator"
            ),
            (
                $"akka.{(targets.IsTls ? "ssl.tcp" : "tcp")}://vitrine@{targets.Node.Address}/user/worker",
                "one who says that he is the worker"
            ),
        ];

    private static Task TellAsync(RawPeer peer, string actor, IMessage message) =>
        peer.SendAsync(actor, 7701, message.Descriptor.FullName, message.ToByteArray());
}
