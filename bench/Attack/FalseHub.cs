using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Remote.Transport.DotNetty;
using Google.Protobuf;
using Vitrine.Fleet;
using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>A hub in the attacker's hand: offers whatever it is told to the device that dials it.</summary>
/// <param name="port">Where it listens, on loopback.</param>
internal sealed class FalseHub(int port) : IAsyncDisposable
{
    private readonly ConcurrentQueue<PullChunk> pulls = [];
    private ActorSystem? system;
    private IActorRef devices = ActorRefs.Nobody;
    private volatile DeviceState? heard;

    /// <summary>Where it listens.</summary>
    public int Port { get; } = port;

    /// <summary>What the device said last; null: nothing.</summary>
    public DeviceState? Heard => heard;

    /// <summary>Begins to listen, in place of what it was before.</summary>
    /// <param name="shown">The certificate to show; null: it is without TLS.</param>
    public async Task ListenAsync(X509Certificate2? shown)
    {
        await DisposeAsync();
        heard = null;
        var config = RemotePort.Under(
            $$"""
            akka {
              loglevel = OFF
              stdout-loglevel = OFF
              remote {
                trusted-selection-paths = ["/user/{{HubAddress.Devices}}"]
                dot-netty.tcp { hostname = "127.0.0.1", port = {{Port}}, enable-ssl = {{(
                shown is null ? "off" : "on"
            )}} }
              }
            }
            """
        );
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config));
        system = ActorSystem.Create(
            HubAddress.System,
            shown is null ? setup : setup.And(new DotNettySslSetup(shown, suppressValidation: true, true, false))
        );
        Action<DeviceState> hear = state => heard = state;
        var asked = pulls;
        devices = system.ActorOf(Props.Create(() => new DevicesActor(hear, asked)), HubAddress.Devices);
    }

    /// <summary>Waits until the device has said something.</summary>
    /// <returns>Whether it has.</returns>
    public async Task<bool> HearsAsync(Func<DeviceState, bool> condition, TimeSpan patience)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < patience)
        {
            if (heard is { } state && condition(state))
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        return false;
    }

    /// <summary>Offers a release, and sends these bytes as its model.</summary>
    public void Offer(SignedStatement release, byte[] model)
    {
        pulls.Clear();
        devices.Tell(new Offered(release, model));
    }

    /// <summary>Whether the device asks for a release's model.</summary>
    public bool IsPulled(SignedStatement release) =>
        pulls.Any(pull => pull.Release.Equals(Release.IdOf(release), StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (system is not null)
        {
            await system.Terminate();
            system.Dispose();
        }
    }

    /// <summary>In: what devices say. Out: an offer for each state, and chunks.</summary>
    private sealed class DevicesActor : ReceiveActor
    {
        private Offered? offered;
        private IActorRef device = ActorRefs.Nobody;

        public DevicesActor(Action<DeviceState> hear, ConcurrentQueue<PullChunk> pulls)
        {
            Receive<DeviceState>(state =>
            {
                device = Sender;
                hear(state);
                Renew();
            });
            Receive<Offered>(next =>
            {
                offered = next;
                Renew();
            });
            Receive<PullChunk>(pull =>
            {
                pulls.Enqueue(pull);
                Send(pull);
            });
        }

        private void Renew() => device.Tell(new Wire.Lease { Seconds = 2, Offer = offered?.Release });

        private void Send(PullChunk pull)
        {
            if (offered is not { } now || pull.Offset >= now.Model.Length)
            {
                return;
            }

            var length = (int)Math.Min(pull.Length, now.Model.Length - pull.Offset);
            var data = ByteString.CopyFrom(now.Model, (int)pull.Offset, length);
            Sender.Tell(
                new Chunk
                {
                    Release = pull.Release,
                    Offset = pull.Offset,
                    Data = data,
                }
            );
        }
    }

    private sealed record Offered(SignedStatement Release, byte[] Model) : INoSerializationVerificationNeeded;
}
