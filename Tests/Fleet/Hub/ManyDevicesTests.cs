using System.Collections.Concurrent;
using System.Security.Cryptography;
using Akka.Actor;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Fleet.Releases;
using Vitrine.Tests.Device;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

/// <summary>A hundred devices that pull the same release over loopback, one of them slowly.</summary>
public sealed class ManyDevicesTests : IAsyncDisposable
{
    private const int Devices = 100;
    private const string Slow = "device-007";
    private static readonly byte[] Model = TinyReleases.Large(TinyModels.Gender, 600_000);

    private readonly TemporaryFolder folder = new();
    private readonly TinyReleases releases = new();
    private readonly RolloutHub hub;
    private readonly ActorSystem system = ActorSystem.Create(
        "devices",
        RemotePort.Under(
            """akka { loglevel = OFF, stdout-loglevel = OFF, remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 } }"""
        )
    );

    public ManyDevicesTests()
    {
        releases.Key.Write(folder.Path);
        hub = RolloutHub.Start(new HubAddress("127.0.0.1", 0), folder.Path, TimeProvider.System, _ => { });
    }

    [Fact]
    public async Task All_get_it_whole_and_the_slow_one_holds_up_nobody()
    {
        var done = new ConcurrentQueue<string>();
        var selection = system.ActorSelection(hub.Address.PathOf(HubAddress.Devices));
        for (var device = 0; device < Devices; device++)
        {
            var name = $"device-{device:000}";
            system.ActorOf(Props.Create(() => new Puller(name, selection, done)));
        }

        var token = await File.ReadAllTextAsync(folder[RolloutHub.TokenFile], TestContext.Current.CancellationToken);
        await using var client = new OperatorClient(hub.Address, TimeProvider.System);
        var show = new ShowRollout { Token = token };
        await Soon.Answered(async () =>
            (await client.AskAsync(show, TestContext.Current.CancellationToken)).Devices.Count == Devices
        );
        await client.AskAsync(
            new StartRollout
            {
                Token = token,
                Who = "tester",
                Release = releases.Make(onnx: Model),
                Model = folder.Write("model.onnx", Model),
                Plan = PlanMessage.Write(new FleetPlan { CanaryCount = Devices, Waves = [1] }),
            },
            TestContext.Current.CancellationToken
        );

        await Soon.True(() => done.Count >= Devices - 1);
        Assert.DoesNotContain(Slow, done);
        await Soon.True(() => done.Count == Devices);
        Assert.Equal(Devices, done.Distinct().Count());
    }

    public async ValueTask DisposeAsync()
    {
        await Soon.Done(system.Terminate());
        await hub.DisposeAsync();
        releases.Dispose();
        folder.Dispose();
    }

    /// <summary>Dials, and pulls what it is offered, chunk after chunk.</summary>
    private sealed class Puller : ReceiveActor, IWithTimers
    {
        private readonly byte[] got = new byte[Model.Length];
        private int count;

        public Puller(string name, ICanTell hub, ConcurrentQueue<string> done)
        {
            var state = new DeviceState
            {
                Device = name,
                Models =
                {
                    new LiveModel { Task = "gender", Version = 3 },
                },
            };
            Statement? statement = null;
            string release = "";
            Receive<Dial>(_ => hub.Tell(state, Self));
            Receive<Lease>(lease =>
            {
                if (lease.Offer is not null && statement is null)
                {
                    (statement, release) = (
                        Statement.Parser.ParseFrom(lease.Offer.Statement),
                        Release.IdOf(lease.Offer)
                    );
                    Self.Tell(Next.Instance);
                }
            });
            Receive<Next>(_ =>
            {
                var pull = new PullChunk
                {
                    Release = release,
                    Offset = count,
                    Length = 32768,
                };
                hub.Tell(pull, Self);
                // As a device does: what does not come is asked for again.
                Timers.StartSingleTimer("next", Next.Instance, TimeSpan.FromSeconds(5));
            });
            Receive<Chunk>(chunk =>
            {
                if (chunk.Offset != count)
                {
                    return;
                }

                chunk.Data.Span.CopyTo(got.AsSpan(count));
                count += chunk.Data.Length;
                if (count < statement!.Bytes)
                {
                    var pause = name is Slow ? TimeSpan.FromMilliseconds(400) : TimeSpan.Zero;
                    Timers.StartSingleTimer("next", Next.Instance, pause);
                }
                else if (SHA256.HashData(got).AsSpan().SequenceEqual(statement.Sha256.Span))
                {
                    Timers.Cancel("next");
                    done.Enqueue(name);
                }
            });
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() =>
            Timers.StartPeriodicTimer("dial", Dial.Instance, TimeSpan.Zero, TimeSpan.FromSeconds(1));

        private sealed record Dial
        {
            public static readonly Dial Instance = new();
        }

        private sealed record Next
        {
            public static readonly Next Instance = new();
        }
    }
}
