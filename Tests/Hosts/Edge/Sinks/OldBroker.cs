using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

/// <summary>A broker that knows MQTT 3.1.1 alone: whoever asks for another version gets return code 1 (MQTT 3.1.1, 3.2.2.3), and goes.</summary>
internal sealed class OldBroker : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public OldBroker()
    {
        listener.Start();
        _ = Serve();
    }

    public Uri Address => new($"mqtt://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>The versions that it was asked for, in order: 4 is 3.1.1, 5 is 5.</summary>
    public ConcurrentQueue<int> Versions { get; } = [];

    public void Dispose() => listener.Dispose();

    private async Task Serve()
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            while (await Read(stream) is (var kind, var body))
            {
                // A CONNECT: name of six bytes, then the version. A PUBLISH: the topic's length and the topic, then the number.
                var answer = (kind >> 4) switch
                {
                    1 => Connected(body[6]),
                    3 => Acknowledged(body.AsSpan(2 + (body[0] << 8) + body[1])),
                    _ => [],
                };
                await stream.WriteAsync(answer);
                if (answer is [0x20, .., not 0])
                {
                    break;
                }
            }
        }
    }

    private byte[] Connected(byte version)
    {
        Versions.Enqueue(version);
        return [0x20, 2, 0, (byte)(version == 4 ? 0 : 1)];
    }

    private static byte[] Acknowledged(ReadOnlySpan<byte> number) => [0x40, 2, number[0], number[1]];

    private static async Task<(byte Kind, byte[] Body)?> Read(NetworkStream stream)
    {
        var one = new byte[1];
        if (await stream.ReadAsync(one) == 0)
        {
            return null;
        }

        var (kind, length, shift) = (one[0], 0, 0);
        do
        {
            await stream.ReadExactlyAsync(one);
            length |= (one[0] & 127) << shift;
            shift += 7;
        } while (one[0] > 127);
        var body = new byte[length];
        await stream.ReadExactlyAsync(body);
        return (kind, body);
    }
}
