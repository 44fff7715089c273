using System.Net;
using System.Net.Sockets;
using Vitrine.Wire;

namespace Vitrine.Hosts.Web;

/// <summary>The port that HTTP is served at, taken before anything else starts, so that nobody hears of it too late.</summary>
public sealed class HttpSocket : IDisposable
{
    /// <summary>Connections that wait to be accepted, at the most.</summary>
    private const int Backlog = 64;

    /// <summary>Bytes that the kernel keeps for a client that does not read, at the most; without it, megabytes.</summary>
    private const int SendBuffer = 64 * 1024;

    private readonly HttpAddress wanted;

    private HttpSocket(HttpAddress wanted, Socket socket, TlsCertificate? certificate)
    {
        this.wanted = wanted;
        Certificate = certificate;
        Socket = socket;
        Address = wanted with { EndPoint = (IPEndPoint)socket.LocalEndPoint! };
    }

    /// <summary>The bound socket.</summary>
    public Socket Socket { get; }

    /// <summary>Where it is.</summary>
    public HttpAddress Address { get; }

    /// <summary>What https shows; null: it is http.</summary>
    public TlsCertificate? Certificate { get; }

    /// <summary>What an operator reads.</summary>
    public string Greeting =>
        HasMoved
            ? $"dashboard: {Address.Url} (port {wanted.EndPoint.Port} is taken; --http chooses another)"
            : $"dashboard: {Address.Url}";

    /// <summary>Whether it is another port than the usual one.</summary>
    public bool HasMoved => wanted.MayMove && wanted.EndPoint.Port != Address.EndPoint.Port;

    /// <summary>Takes the port.</summary>
    /// <param name="wanted">Where; null: nowhere.</param>
    /// <param name="access">Who may read.</param>
    /// <returns>Null where nothing is to be served.</returns>
    /// <exception cref="BadInputException">It cannot be had, or others could read there who must not.</exception>
    public static HttpSocket? Open(HttpAddress? wanted, AccessOptions access)
    {
        if (wanted is null)
        {
            return null;
        }

        if (access.Refusal(wanted.IsLoopback, wanted.IsTls) is { } refusal)
        {
            throw new BadInputException($"--http {wanted} is not served: {refusal}");
        }

        var certificate = wanted.IsTls ? TlsCertificate.Load(access) : null;
        return new HttpSocket(wanted, Listen(wanted), certificate);
    }

    /// <inheritdoc />
    public void Dispose() => Socket.Dispose();

    private static Socket Listen(HttpAddress wanted)
    {
        try
        {
            return Listen(wanted.EndPoint);
        }
        catch (SocketException taken) when (wanted.MayMove && taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return Listen(new IPEndPoint(wanted.EndPoint.Address, 0));
        }
        catch (SocketException refused)
        {
            throw new BadInputException(
                $"--http {wanted} cannot be served: {refused.Message}; choose another port, or --http none",
                refused
            );
        }
    }

    private static Socket Listen(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SendBufferSize = SendBuffer;
            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
