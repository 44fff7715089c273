using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Vitrine.Fleet;
using static System.FormattableString;

namespace Vitrine.Bench.Rollout;

/// <summary>
/// Stands between a device and its hub, passes Akka's frames on, and can be cut. Akka takes only what is addressed to it, so
/// the hub's address is replaced on the way, in as many bytes.
/// </summary>
internal sealed class CuttableLink : IDisposable
{
    private const int Head = 4;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<TcpClient, bool> open = [];
    private readonly HubAddress hub;
    private volatile bool isCut;
    private long chunkBytes;

    /// <param name="hub">Where the frames go.</param>
    public CuttableLink(HubAddress hub)
    {
        this.hub = hub;
        listener.Start();
        Address = hub with { Port = ((IPEndPoint)listener.LocalEndpoint).Port };
        _ = AcceptAsync();
    }

    /// <summary>Where the device dials.</summary>
    public HubAddress Address { get; }

    /// <summary>Bytes of frames with a chunk that the hub has sent.</summary>
    public long ChunkBytes => Interlocked.Read(ref chunkBytes);

    /// <summary>Resets every connection, and takes none for a while.</summary>
    public async Task CutAsync(TimeSpan length)
    {
        isCut = true;
        foreach (var end in open.Keys)
        {
            Reset(end);
        }

        await Task.Delay(length);
        isCut = false;
    }

    public void Dispose()
    {
        stopping.Cancel();
        listener.Dispose();
        foreach (var end in open.Keys)
        {
            end.Dispose();
        }

        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement has ended.
        }
    }

    private async Task ServeAsync(TcpClient device)
    {
        using var far = new TcpClient();
        using var near = device;
        try
        {
            (open[near], open[far]) = (true, true);
            if (!isCut)
            {
                await far.ConnectAsync(hub.Host, hub.Port, stopping.Token);
                await Task.WhenAny(PassAsync(near, far, Address, hub), PassAsync(far, near, hub, Address));
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut while it was made.
        }
        finally
        {
            open.TryRemove(near, out _);
            open.TryRemove(far, out _);
        }
    }

    /// <summary>One way, frame by frame, until an end is gone.</summary>
    private async Task PassAsync(TcpClient from, TcpClient to, HubAddress old, HubAddress other)
    {
        var (input, output) = (from.GetStream(), to.GetStream());
        var head = new byte[Head];
        try
        {
            while (true)
            {
                await input.ReadExactlyAsync(head, stopping.Token);
                var frame = new byte[Head + BinaryPrimitives.ReadInt32LittleEndian(head)];
                head.CopyTo(frame, 0);
                await input.ReadExactlyAsync(frame.AsMemory(Head), stopping.Token);
                Count(frame);
                Replace(frame, Text(old), Text(other));
                Replace(frame, Field(old), Field(other));
                await output.WriteAsync(frame, stopping.Token);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut, or an end hung up: so does the other.
        }
    }

    private void Count(ReadOnlySpan<byte> frame)
    {
        if (frame.IndexOf("vitrine.rollout.v1.Chunk"u8) >= 0)
        {
            Interlocked.Add(ref chunkBytes, frame.Length);
        }
    }

    /// <summary>An address in an actor's path.</summary>
    private static byte[] Text(HubAddress address) => Encoding.ASCII.GetBytes($"@{address}/");

    /// <summary>An address in a handshake: the host, and the port as the varint of field 3.</summary>
    private static byte[] Field(HubAddress address)
    {
        var port = address.Port;
        byte[] varint = [(byte)(port | 128), (byte)((port >> 7) | 128), (byte)(port >> 14)];
        return [.. Encoding.ASCII.GetBytes(address.Host), 3 << 3, .. varint];
    }

    private static void Replace(Span<byte> frame, byte[] old, byte[] other)
    {
        if (old.Length != other.Length)
        {
            throw new InvalidOperationException(Invariant($"Addresses of {old.Length} and {other.Length} bytes."));
        }

        for (var at = frame.IndexOf(old); at >= 0; at = frame.IndexOf(old))
        {
            other.CopyTo(frame[at..]);
        }
    }

    // Without waiting for what is still to be sent; null: it is gone already.
    private static void Reset(TcpClient end) => end.Client?.Close(0);
}
