using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>Who says that he is the coordinator, or a worker, at the port of a node.</summary>
internal static class WorkerAttacks
{
    private const int Protocol = 7701;

    public static async IAsyncEnumerable<Attempt> TryAsync(Targets targets)
    {
        foreach (var id in new[] { "../../victim", "1-ab", "/etc", "1" })
        {
            foreach (var (sender, who) in Senders(targets))
            {
                using var peer = new RawPeer(targets.Node.System, targets.Node.Address) { Sender = sender };
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
                    await TellAsync(
                        peer,
                        "user/worker",
                        new LeaseRenewed
                        {
                            Id = id,
                            Attempt = 1,
                            Sent = long.MaxValue / 4,
                            Secret = order.Secret,
                        }
                    );
                }

                yield return new Attempt(
                    $"AssignJob '{id}' from {who} to {targets.Node.Name}",
                    await targets.HarmAsync()
                );
            }
        }

        foreach (var (sender, who) in Senders(targets))
        {
            using var peer = new RawPeer(targets.Node.System, targets.Node.Address) { Sender = sender };
            foreach (var message in Forged())
            {
                await TellAsync(peer, "user/jobs-proxy", message);
                yield return new Attempt(
                    $"{message.Descriptor.Name} from {who} to {targets.Node.Name}",
                    await targets.HarmAsync()
                );
            }
        }
    }

    private static IEnumerable<IMessage> Forged()
    {
        yield return new JobReports
        {
            Worker = "stranger",
            Id = "1",
            Attempt = 1,
            First = 1,
            Reports =
            {
                new JobReport
                {
                    Finished = new AttemptFinished
                    {
                        Artefacts =
                        {
                            new Artefact { Name = "../../victim", Sha256 = new string('0', 64) },
                        },
                    },
                },
            },
        };
        yield return new RenewLease
        {
            Worker = "stranger",
            Id = "../../victim",
            Attempt = 1,
        };
        yield return new LeaseReleased
        {
            Worker = "stranger",
            Id = "1",
            Attempt = 1,
        };
        yield return new WorkerOffer
        {
            Worker = "stranger",
            Version = 2,
            Has = new WorkerResources { Devices = { "cpu" } },
        };
    }

    private static IEnumerable<(string? Sender, string Who)> Senders(Targets targets) =>
        [
            (null, "a stranger"),
            (
                $"akka.tcp://vitrine@{targets.Node.Address}/user/jobs/jobs/queue",
                "one who says that he is the coordinator"
            ),
        ];

    private static Task TellAsync(RawPeer peer, string actor, IMessage message) =>
        peer.SendAsync(actor, Protocol, message.Descriptor.FullName, message.ToByteArray());
}
