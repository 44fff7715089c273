using System.Text.RegularExpressions;
using Vitrine.Bench.Cluster;
using Vitrine.Bench.Rollout;
using Vitrine.Fleet;
using Vitrine.Fleet.Releases;
using Vitrine.Hosts.Edge;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>Starts the programs, with certificates, tokens and keys of their own.</summary>
/// <param name="targets">Whose they are.</param>
internal sealed partial class StartOfTargets(Targets targets)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private const string Jobs = "user/jobs-proxy";

    private readonly bool isTls = targets.IsTls;

    private string Scheme => isTls ? "https" : "http";

    private Dictionary<string, string> Environment =>
        new(StringComparer.Ordinal)
        {
            [AccessToken.Variable] = Targets.Readers,
            [AccessToken.OperatorVariable] = Targets.Operators,
            // What the edge's port for events trusts is the machine's.
            ["SSL_CERT_FILE"] = Path.Combine(Certificates("edge"), PrivateAuthority.AuthorityFile),
        };

    /// <summary>A node that keeps the queue, works, takes clients and devices, and shows its page.</summary>
    public async Task<(AttackedProgram, AttackedPort, AttackedPort, AttackedPort, WebPort)> TrainerAsync()
    {
        var (node, hub, page) = (ClusterBench.FreePort(), ClusterBench.FreePort(), ClusterBench.FreePort());
        // For the one port that has TLS only off loopback, a name that the program does not take for loopback's, but that leads there.
        var clients = new HostPort(isTls ? "LOCALHOST" : "127.0.0.1", ClusterBench.FreePort());
        targets.Key.Write(targets.HubFolder);
        string[] tls = isTls ? ["--certificates", Certificates("node")] : [];
        if (isTls)
        {
            Certificates("store/rollout/tls", "hub");
        }

        var program = new AttackedProgram(
            TrainerChild.Program,
            Environment,
            [
                .. new[] { "trainer", "--role", "both", "--port", $"{node}", "--clients", $"{clients}" },
                .. new[] { "--hub", $"127.0.0.1:{hub}", "--store", targets.Store },
                .. new[] { "--cache", Path.Combine(targets.Folder, "cache"), "--http", $"{Scheme}://127.0.0.1:{page}" },
                .. isTls ? HttpCertificate("--http-certificate", "--http-key") : [],
                .. tls,
            ]
        );
        await Until(program, line => line.Contains("this node (", StringComparison.Ordinal));
        return (
            program,
            Port("cluster port", "vitrine", new("127.0.0.1", node), Jobs, LegalQuestions.Node),
            Port("clients' port", "vitrine", clients, Jobs, LegalQuestions.Client) with
            {
                Insider = null,
            },
            Port(
                "hub port",
                HubAddress.System,
                new("127.0.0.1", hub),
                $"user/{HubAddress.Devices}",
                LegalQuestions.Operator(targets.HubToken)
            ),
            new WebPort("trainer's page", new("127.0.0.1", page), isTls, Targets.Readers, "/api/nodes")
        );
    }

    /// <summary>A device that counts a drawn shop, and dials the hub that is under the attacker's hand.</summary>
    public async Task<(AttackedProgram, AttackedPort, WebPort)> EdgeAsync()
    {
        var (dashboard, hub) = (ClusterBench.FreePort(), new HubAddress("127.0.0.1", targets.FalseHub.Port));
        var config = Path.Combine(targets.Folder, "edge.conf");
        await File.WriteAllTextAsync(
            config,
            isTls
                ? $$"""
                akka.remote.dot-netty.tcp {
                  enable-ssl = on
                  ssl.certificate { path = "{{Path.Combine(Certificates("edge"), "own.pfx")}}", password = "secret" }
                }
                """
                : string.Empty
        );
        var keys = Path.Combine(targets.Folder, "trusted");
        Directory.CreateDirectory(keys);
        File.Copy(Path.Combine(targets.HubFolder, SigningKey.PublicFile), Path.Combine(keys, SigningKey.PublicFile));
        string[] settings =
        [
            "events.remote=127.0.0.1:0",
            "windows.seconds=1",
            "rollout.bytes-per-second=3000000",
            "rollout.answer-within=1",
            .. Quick("shadow"),
            .. Quick("probation"),
            .. isTls ? [$"rollout.certificates={Certificates("device")}"] : Array.Empty<string>(),
            .. isTls
                ? HttpCertificate("http.certificate", "http.key").Chunk(2).Select(pair => $"{pair[0]}={pair[1]}")
                : [],
        ];
        var program = new AttackedProgram(
            typeof(EdgeHost).Assembly.Location,
            Environment,
            [
                .. new[] { "--source", "synthetic", "--http", $"{Scheme}://127.0.0.1:{dashboard}", "--config", config },
                .. FleetMember.Arguments(hub, keys, Targets.Canary, Path.Combine(targets.Folder, "edge")),
                .. settings.SelectMany(setting => new[] { "--set", setting }),
            ]
        );
        var line = await Until(program, line => Listening.IsMatch(line));
        return (
            program,
            Port(
                "events port",
                EventsAddress.System,
                EventsAddress.Parse(Listening.Match(line).Groups["address"].Value)!,
                "user/events",
                LegalQuestions.Subscriber
            ),
            new WebPort("dashboard", new("127.0.0.1", dashboard), isTls, Targets.Readers, "/windows?limit=1")
        );
    }

    private static IEnumerable<string> Quick(string trial) =>
        [
            $"rollout.{trial}.faces=10",
            $"rollout.{trial}.least=0",
            $"rollout.{trial}.share=1",
            $"rollout.{trial}.slowness=100",
        ];

    private static async Task<string> Until(AttackedProgram program, Func<string, bool> condition)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (program.Lines.FirstOrDefault(condition) is { } line)
            {
                return line;
            }

            if (program.HasEnded || TimeProvider.System.GetElapsedTime(begun) > Patience)
            {
                throw new InvalidOperationException(
                    $"a program did not start:\n{string.Join('\n', program.Lines.TakeLast(20))}"
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private AttackedPort Port(string name, string system, HostPort address, string actor, Question legal) =>
        new(name, system, address, actor, legal)
        {
            IsTls = isTls,
            Insider = isTls ? targets.Certificate("insider") : null,
        };

    private string[] HttpCertificate(string certificate, string key) =>
        [
            certificate,
            Path.Combine(Certificates("http"), PrivateAuthority.OwnFile),
            key,
            Path.Combine(Certificates("http"), PrivateAuthority.KeyFile),
        ];

    /// <summary>A folder of certificates; made once.</summary>
    private string Certificates(string folder, string? name = null)
    {
        var path = Path.Combine(targets.Folder, folder.Contains('/', StringComparison.Ordinal) ? "" : "tls", folder);
        return Directory.Exists(path) ? path : targets.Authority.Write(path, targets.Certificate(name ?? folder));
    }

    [GeneratedRegex(@"events: (?<address>[\d.]+:\d+) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening { get; }
}
