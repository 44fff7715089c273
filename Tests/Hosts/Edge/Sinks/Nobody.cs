using System.Net;
using System.Net.Sockets;
using Vitrine.Windows.Subscriptions;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

/// <summary>A port that nobody listens at, and that nobody else can have meanwhile.</summary>
internal sealed class Nobody : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp);

    public Nobody()
    {
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = new EventsAddress("127.0.0.1", ((IPEndPoint)socket.LocalEndPoint!).Port);
    }

    public EventsAddress Address { get; }

    public void Dispose() => socket.Dispose();
}
