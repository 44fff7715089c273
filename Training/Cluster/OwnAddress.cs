using System.Net;
using System.Net.Sockets;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>Whether a node can listen where it is to; checked before anything starts.</summary>
public static class OwnAddress
{
    /// <summary>The options, with a port that is free where any was asked for.</summary>
    /// <exception cref="BadInputException">The host is not this machine, or the port is taken.</exception>
    public static NodeOptions Of(NodeOptions options)
    {
        var checkedOptions = options.Checked();
        try
        {
            var address = Array.Find(
                Dns.GetHostAddresses(checkedOptions.Host),
                one => one.AddressFamily is AddressFamily.InterNetwork
            );
            using var listener = new TcpListener(
                address ?? throw new SocketException((int)SocketError.HostNotFound),
                checkedOptions.Port
            );
            listener.Start();
            return checkedOptions with { Port = ((IPEndPoint)listener.LocalEndpoint).Port };
        }
        catch (SocketException refused) when (refused.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            throw new BadInputException(
                $"--port {checkedOptions.Port} of {checkedOptions.Host} is in use; end the node that has it, or give another --port",
                refused
            );
        }
        catch (SocketException refused)
        {
            throw new BadInputException(
                $"--host '{checkedOptions.Host}' is no address of this machine: {refused.Message}",
                refused
            );
        }
    }
}
