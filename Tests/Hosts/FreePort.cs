using System.Net;
using System.Net.Sockets;

namespace Vitrine.Tests.Hosts;

internal static class FreePort
{
    public static int Any()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
