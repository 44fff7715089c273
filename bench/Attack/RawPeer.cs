using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Vitrine.Bench.Fuzz;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>A peer that shakes hands and sends whatever it is told; when it is hung up on, it dials again.</summary>
/// <param name="system">The name of the actor system at the port.</param>
/// <param name="target">The port.</param>
/// <param name="tls">How it speaks TLS; null: in plain text.</param>
public sealed class RawPeer(string system, HostPort target, PeerTls? tls = null) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly string host = $"attacker-{Guid.NewGuid():n}";
    private Stream? stream;

    /// <summary>The actor that its messages say they come from; null: one of its own.</summary>
    public string? Sender { get; set; }

    /// <summary>An actor of its own.</summary>
    public string Own => $"akka.{Scheme}://vitrine@{host}:1/user/x";

    private string Scheme => tls is null ? "tcp" : "ssl.tcp";

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

    /// <summary>Sends a message to an actor, once.</summary>
    public Task TellAsync(string actor, Said said) =>
        WriteAsync(Frame(actor, said.Serializer, said.Manifest, said.Content));

    /// <inheritdoc cref="TellAsync(string, Said)"/>
    public Task TellAsync(string actor, IMessage message) => TellAsync(actor, Said.Of(message));

    /// <summary>Asks an actor.</summary>
    /// <param name="actor">Names below the root.</param>
    /// <param name="asked">The question.</param>
    /// <param name="type">A part of the answer's type; empty: any answer will do.</param>
    /// <param name="patience">How long to wait; null: long.</param>
    /// <returns>The answer; null: there is none.</returns>
    public async Task<(string Manifest, byte[] Content)?> AskAsync(
        string actor,
        Said asked,
        string type = "",
        TimeSpan? patience = null
    )
    {
        await TellAsync(actor, asked);
        return await HearAsync(type, patience ?? Patience);
    }

    /// <summary>Asks an actor for one kind of answer.</summary>
    /// <returns>Null: there is none, or another.</returns>
    public async Task<T?> AskAsync<T>(string actor, IMessage message)
        where T : class, IMessage<T>, new()
    {
        var answer = await AskAsync(actor, Said.Of(message));
        return answer?.Manifest.Equals(new T().Descriptor.FullName, StringComparison.Ordinal) is true
            ? new MessageParser<T>(() => new T()).ParseFrom(answer.Value.Content)
            : null;
    }

    /// <summary>Sends bytes as they are, after the handshake.</summary>
    public async Task WriteAsync(byte[] bytes)
    {
        try
        {
            stream ??= await DialAsync();
            await stream.WriteAsync(bytes);
        }
        catch (Exception hungUp) when (hungUp is SocketException or IOException)
        {
            // What comes next is sent over a new connection.
            HangUp();
        }
    }

    /// <inheritdoc />
    public void Dispose() => HangUp();

    private async Task<(string Manifest, byte[] Content)?> HearAsync(string type, TimeSpan most)
    {
        using var patience = new CancellationTokenSource(most);
        try
        {
            while (stream is not null)
            {
                var length = new byte[4];
                await stream.ReadExactlyAsync(length, patience.Token);
                var frame = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
                await stream.ReadExactlyAsync(frame, patience.Token);
                if (AkkaFrames.MessageOf(frame) is { } said && said.Manifest.Contains(type, StringComparison.Ordinal))
                {
                    return said;
                }
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException)
        {
            HangUp();
        }

        return null;
    }

    private byte[] Frame(string actor, int serializer, string manifest, byte[] content) =>
        AkkaFrames.Message($"akka.{Scheme}://{system}@{target}/{actor}", Sender ?? Own, serializer, manifest, content);

    private void HangUp()
    {
        stream?.Dispose();
        stream = null;
    }

    private async Task<Stream> DialAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, target.Port);
        Stream dialled = new NetworkStream(socket, ownsSocket: true);
        dialled = tls is null ? dialled : await tls.OverAsync(dialled);
        await dialled.WriteAsync(AkkaFrames.Handshake(host, 1, (ulong)Random.Shared.Next(), Scheme));
        return dialled;
    }
}
