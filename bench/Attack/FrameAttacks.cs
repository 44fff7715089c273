using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Vitrine.Bench.Attack;

/// <summary>What is no message at all, and addresses that lead elsewhere.</summary>
internal static class FrameAttacks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("frames of impossible lengths", LengthsAsync),
        new("rubbish in place of messages", RubbishAsync),
        new("a connection that stays silent", SilentAsync),
        new("an answer to an address that is another's", DialOutAsync),
    ];

    private static async IAsyncEnumerable<Attempt> LengthsAsync(Targets targets)
    {
        foreach (var port in targets.Ports)
        {
            foreach (var length in new[] { int.MaxValue, int.MinValue, -1, 0, 1 << 30, 1 << 20 })
            {
                using var peer = port.Dial();
                var frame = new byte[1 << 16];
                BinaryPrimitives.WriteInt32LittleEndian(frame, length);
                await peer.WriteAsync(frame);
                yield return new Attempt($"length {length}", port.Name);
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> RubbishAsync(Targets targets)
    {
        foreach (var port in targets.Ports)
        {
            using var peer = port.Dial();
            for (var number = 0; number < 200; number++)
            {
                var content = RandomNumberGenerator.GetBytes(100);
                await peer.SendAsync(port.Actor, 7701, "vitrine.jobs.v1.SubmitJob", content);
                await peer.WriteAsync([100, 0, 0, 0, .. content]);
            }

            yield return new Attempt("200 messages and 200 frames of noise", port.Name);
        }
    }

    private static async IAsyncEnumerable<Attempt> SilentAsync(Targets targets)
    {
        foreach (var port in targets.Ports)
        {
            var held = new List<TcpClient>();
            for (var number = 0; number < 100; number++)
            {
                held.Add(new TcpClient("127.0.0.1", port.Address.Port));
            }

            yield return new Attempt("100 connections that say nothing", port.Name, await targets.HarmAsync());
            held.ForEach(one => one.Dispose());
        }
    }

    /// <summary>The sender's address is only what somebody wrote there: nobody may be dialled because of it.</summary>
    private static async IAsyncEnumerable<Attempt> DialOutAsync(Targets targets)
    {
        // Nodes do dial each other: the cluster's own port takes its word from those with a certificate.
        foreach (var port in targets.Ports.Except([targets.Node]))
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            using var peer = port.Dial();
            var scheme = port.IsTls ? "akka.ssl.tcp" : "akka.tcp";
            peer.Sender = $"{scheme}://{port.System}@127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/user/x";
            await peer.TellAsync(port.Legal.Actor, port.Legal.Asked);
            await Task.Delay(TimeSpan.FromSeconds(1));
            yield return new Attempt("a sender elsewhere", port.Name, listener.Pending() ? "it dialled there" : null);
        }
    }
}
