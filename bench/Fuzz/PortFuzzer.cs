using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;

namespace Vitrine.Bench.Fuzz;

/// <summary>
/// A peer that means no good: rubbish, half frames, huge lengths, unknown and forbidden messages, forged senders. What it
/// sends depends on nothing but the seed.
/// </summary>
/// <param name="target">The port.</param>
/// <param name="seed">Another number, other messages.</param>
public sealed class PortFuzzer(EventsAddress target, int seed)
{
    private static readonly string[] Manifests =
    [
        "vitrine.events.v1.Subscribe",
        "vitrine.events.v1.Ack",
        "vitrine.events.v1.WindowEvents",
        "vitrine.events.v9.Subscribe",
        "System.Diagnostics.Process, System.Diagnostics.Process",
        "System.Collections.Generic.List`1[[System.Collections.Generic.List`1[[System.Object]]]]",
        "SS",
        "K",
        "PP",
        "",
        "\u001b[2J\nrubbish\n",
    ];

    private readonly Random random = new(seed);
    private readonly string[] hosts = ["10.9.8.7", "subscriber-x", "127.0.0.1", target.Host, "", new string('h', 300)];

    /// <summary>Sends so many messages over as many connections as it takes.</summary>
    public async Task AttackAsync(int messages, CancellationToken stop)
    {
        for (var sent = 0; sent < messages; )
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(target.Host, target.Port, stop);
            socket.LingerState = new LingerOption(random.Next(2) == 0, 0);
            try
            {
                if (random.Next(8) > 0)
                {
                    await socket.SendAsync(
                        AkkaFrames.Handshake(Pick(hosts), (uint)random.Next(65536), (ulong)random.NextInt64()),
                        stop
                    );
                }

                for (var left = random.Next(1, 60); left > 0 && sent < messages; left--)
                {
                    sent++;
                    await socket.SendAsync(Next(), stop);
                }
            }
            catch (SocketException)
            {
                // It hung up, as it may.
            }
        }
    }

    private byte[] Next() =>
        random.Next(100) switch
        {
            < 8 => Some(200),
            < 16 => AkkaFrames.Frame(Some(200)),
            < 20 => Length(random.Next(2) == 0 ? int.MaxValue : -random.Next(1, int.MaxValue)),
            < 24 => AkkaFrames.Frame(Some(200))[..^1],
            < 30 => AkkaFrames.Payload(Some(200)),
            < 34 => AkkaFrames.Instruction(random.Next(-1, 8)),
            < 36 => AkkaFrames.Frame(Some(130_000)),
            < 38 => Message(6, string.Empty, AkkaFrames.NestedSelections(random.Next(1, 400))),
            < 40 => Message(6, string.Empty, AkkaFrames.NestedSelections(3000)),
            < 60 => Message(random.Next(-1, 45), Pick(Manifests), Some(100)),
            < 70 => Message(22, Pick(Manifests), Some(20), (ulong)random.Next(5)),
            < 80 => Message(7701, Pick(Manifests), Some(100)),
            < 90 => Message(
                7701,
                "vitrine.events.v1.Subscribe",
                Odd(new Subscribe { After = random.NextInt64(), Token = Text() })
            ),
            _ => Message(7701, "vitrine.events.v1.Ack", Odd(new Ack { Sequence = random.NextInt64() })),
        };

    private byte[] Message(int serializer, string manifest, byte[] content, ulong sequence = AkkaFrames.NoSequence) =>
        AkkaFrames.Message(Recipient(), Sender(), serializer, manifest, content, sequence);

    private string Recipient() =>
        Pick([
            target.ActorPath,
            $"akka.tcp://vitrine@{target}/",
            $"akka.tcp://vitrine@{target}/user",
            $"akka.tcp://vitrine@{target}/user/{EventsActor.Name}/$a",
            $"akka.tcp://vitrine@{target}/system/log1-AkkaLog",
            $"akka.tcp://vitrine@{target}/remote",
            $"akka.tcp://vitrine@{Pick(hosts)}:1/user/x",
            Text(),
        ]);

    private string Sender() =>
        random.Next(4) == 0 ? Text() : $"akka.tcp://vitrine@{Pick(hosts)}:{random.Next(65536)}/user/x";

    /// <summary>A good message, or one with a byte changed.</summary>
    private byte[] Odd(IMessage message)
    {
        var bytes = message.ToByteArray();
        if (bytes.Length > 0 && random.Next(2) == 0)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
        }

        return bytes;
    }

    private byte[] Some(int most)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Text() => Encoding.Latin1.GetString(Some(40));

    private T Pick<T>(T[] among) => among[random.Next(among.Length)];

    private static byte[] Length(int length)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes;
    }
}
