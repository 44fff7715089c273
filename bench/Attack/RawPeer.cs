using System.Net.Sockets;
using Vitrine.Bench.Fuzz;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>A peer that shakes hands and sends whatever it is told; when it is hung up on, it dials again.</summary>
/// <param name="system">The name of the actor system at the port.</param>
/// <param name="target">The port.</param>
public sealed class RawPeer(string system, HostPort target) : IDisposable
{
    private Socket? socket;

    /// <summary>The actor that its messages say they come from; null: one of its own.</summary>
    public string? Sender { get; set; }

    /// <summary>Sends a message to an actor, and the same to it as a selection.</summary>
    /// <param name="actor">Names below the root, for example "user/jobs-proxy".</param>
    /// <param name="serializer">The number of the message's serializer.</param>
    /// <param name="manifest">Its type, as that serializer calls it.</param>
    /// <param name="content">The message.</param>
    public async Task SendAsync(string actor, int serializer, string manifest, byte[] content)
    {
        await WriteAsync(Frame(actor, serializer, manifest, content));
        await WriteAsync(
            Frame(string.Empty, 6, string.Empty, AkkaFrames.Selection(actor.Split('/'), serializer, manifest, content))
        );
    }

    /// <inheritdoc />
    public void Dispose() => socket?.Dispose();

    private byte[] Frame(string actor, int serializer, string manifest, byte[] content) =>
        AkkaFrames.Message(
            $"akka.tcp://{system}@{target}/{actor}",
            Sender ?? $"akka.tcp://{system}@attacker:1/user/x",
            serializer,
            manifest,
            content
        );

    private async Task WriteAsync(byte[] frame)
    {
        try
        {
            socket ??= await DialAsync();
            await socket.SendAsync(frame);
        }
        catch (SocketException)
        {
            // It hung up; what comes next is sent over a new connection.
            socket?.Dispose();
            socket = null;
        }
    }

    private async Task<Socket> DialAsync()
    {
        var dialled = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await dialled.ConnectAsync(target.Host, target.Port);
        await dialled.SendAsync(AkkaFrames.Handshake("attacker", 1, (ulong)Random.Shared.Next()));
        return dialled;
    }
}
