using System.Net;
using System.Net.Sockets;

namespace Vitrine.Tests.Hosts;

internal static class FreePort
{
    /// <summary>One whose next is free, too: a node of the training cluster takes clients there.</summary>
    public static int Any()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            try
            {
                using var next = new TcpListener(IPAddress.Loopback, port + 1);
                next.Start();
                return port;
            }
            catch (Exception taken) when (taken is SocketException or ArgumentOutOfRangeException)
            {
                // Another, then.
            }
        }
    }
}
