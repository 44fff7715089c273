using Akka.Actor;
using Akka.Remote.Transport;
using Google.Protobuf;

namespace Vitrine.Fleet;

/// <summary>
/// Akka.Remote's transport as it is, but that the first word of each connection that comes in is read along: it binds the
/// address that all messages of the connection bear to its certificate.
/// </summary>
internal sealed class CertifiedTransport : Transport
{
    private readonly Transport inner;
    private readonly CertifiedPeers peers;

    public CertifiedTransport(Transport inner, ActorSystem system, CertifiedPeers peers)
    {
        (this.inner, this.peers) = (inner, peers);
        (System, Config) = (system, inner.Config);
        (SchemeIdentifier, MaximumPayloadBytes) = (inner.SchemeIdentifier, inner.MaximumPayloadBytes);
    }

    public override async Task<(Address, TaskCompletionSource<IAssociationEventListener>)> Listen()
    {
        var (address, below) = await inner.Listen().ConfigureAwait(false);
        var above = new TaskCompletionSource<IAssociationEventListener>();
        _ = PassAsync(above.Task, below);
        return (address, above);
    }

    public override bool IsResponsibleFor(Address remote) => inner.IsResponsibleFor(remote);

    public override Task<AssociationHandle> Associate(Address remoteAddress) => inner.Associate(remoteAddress);

    public override Task<bool> Shutdown() => inner.Shutdown();

    private async Task PassAsync(
        Task<IAssociationEventListener> above,
        TaskCompletionSource<IAssociationEventListener> below
    ) => below.SetResult(new Arrivals(await above.ConfigureAwait(false), peers));

    private sealed class Arrivals(IAssociationEventListener listener, CertifiedPeers peers) : IAssociationEventListener
    {
        public void Notify(IAssociationEvent ev) =>
            listener.Notify(
                ev is InboundAssociation arrived ? new InboundAssociation(new Inbound(arrived.Association, peers)) : ev
            );
    }

    /// <summary>A connection that came in.</summary>
    private sealed class Inbound : AssociationHandle, IHandleEventListener
    {
        private readonly AssociationHandle inner;
        private readonly CertifiedPeers peers;
        private readonly string socket;
        private IHandleEventListener listener = null!;
        private bool hasSpoken;

        public Inbound(AssociationHandle inner, CertifiedPeers peers)
            : base(inner.LocalAddress, inner.RemoteAddress)
        {
            (this.inner, this.peers) = (inner, peers);
            socket = FormattableString.Invariant($"{inner.RemoteAddress.Host}:{inner.RemoteAddress.Port}");
            _ = ListenAsync();
        }

        public override bool Write(ByteString payload) => inner.Write(payload);

        [Obsolete("Akka's own: it is told why now.")]
        public override void Disassociate() => inner.Disassociate();

        // From one thread, the connection's.
        public void Notify(IHandleEvent ev)
        {
            if (ev is InboundPayload first && !hasSpoken)
            {
                hasSpoken = true;
                peers.Bind(socket, Handshake.OriginOf(first.Payload));
            }
            else if (ev is Disassociated)
            {
                peers.End(socket);
            }

            listener.Notify(ev);
        }

        private async Task ListenAsync()
        {
            listener = await ReadHandlerSource.Task.ConfigureAwait(false);
            inner.ReadHandlerSource.SetResult(this);
        }
    }
}

#pragma warning disable MA0048 // Akka makes the transport through it, by its name.
/// <summary>Puts <see cref="CertifiedTransport"/> over Akka.Remote's own transport.</summary>
public sealed class CertifiedTransportProvider : ITransportAdapterProvider
{
    /// <summary>The settings that do so; a space in a name would be kept with its quotation marks.</summary>
    internal const string Hocon = """
        akka.remote {
          adapters.certified = "Vitrine.Fleet.CertifiedTransportProvider,Vitrine.Fleet"
          dot-netty.tcp.applied-adapters = ["certified"]
        }
        """;

    /// <inheritdoc />
    public Transport Create(Transport wrappedTransport, ExtendedActorSystem system) =>
        new CertifiedTransport(wrappedTransport, system, CertifiedPeers.Of(system)!);
}
#pragma warning restore MA0048
