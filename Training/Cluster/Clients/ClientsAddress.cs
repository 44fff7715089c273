using System.Net.Sockets;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Clients;

/// <summary>Where a node takes clients.</summary>
public static class ClientsAddress
{
    /// <summary>Said for a node that takes none.</summary>
    public const string Nowhere = "none";

    /// <summary>What the option says.</summary>
    /// <param name="text">HOST:PORT, or "none"; null: the port after the node's own, or another where that is taken, on loopback.</param>
    /// <param name="node">The node's own port.</param>
    /// <returns>Null: nowhere.</returns>
    /// <exception cref="BadInputException">It is no such address.</exception>
    public static HostPort? Of(string? text, int node)
    {
        try
        {
            return text switch
            {
                null => new HostPort("127.0.0.1", IsFree(node + 1) ? node + 1 : 0),
                Nowhere or "off" => null,
                _ when HostPort.Parse(text) is { Host: not "0.0.0.0" } address => address,
                _ => throw new BadInputException(
                    $"--clients {text}: clients must write the host as the node does; name the one address that they reach it at"
                ),
            };
        }
        catch (FormatException wrong)
        {
            throw new BadInputException($"--clients {wrong.Message}; or {Nowhere}", wrong);
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(System.Net.IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (Exception taken) when (taken is SocketException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
