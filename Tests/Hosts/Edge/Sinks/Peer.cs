using System.Net.Sockets;
using Vitrine.Bench.Fuzz;
using Vitrine.Windows.Subscriptions;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

/// <summary>A peer that has shaken hands and sends frames written by hand.</summary>
internal sealed class Peer : IDisposable
{
    /// <summary>The actor that its messages say they come from.</summary>
    public const string Path = "akka.tcp://vitrine@peer:1/user/x";

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp);

    private Peer() { }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Peer> Connect(EventsAddress address)
    {
        var peer = new Peer();
        await peer.socket.ConnectAsync(address.Host, address.Port, Stop);
        await peer.SendAsync(AkkaFrames.Handshake("peer", 1, 42));
        return peer;
    }

    public async Task SendAsync(byte[] frame) => await socket.SendAsync(frame, Stop);

    public void Dispose() => socket.Dispose();
}
