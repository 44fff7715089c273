using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Vitrine.Bench.Attack;

/// <summary>The first message of TLS, by hand: libraries of today do not offer what is tried here.</summary>
internal static class ClientHello
{
    private const byte Handshake = 22;
    private const byte ServerHello = 2;

    // Of TLS_RSA_WITH_AES_128_CBC_SHA's time, with RSA and with ECDHE.
    private static readonly ushort[] Ciphers = [0x002f, 0x0035, 0x000a, 0xc013, 0xc014, 0xc009, 0xc00a, 0x0005, 0x0004];

    /// <summary>SSL 3.0, TLS 1.0 and TLS 1.1.</summary>
    public static IReadOnlyList<ushort> OldVersions { get; } = [0x0300, 0x0301, 0x0302];

    /// <summary>A record that offers one version and no other.</summary>
    public static byte[] Of(ushort version)
    {
        byte[] ciphers = [.. Ciphers.SelectMany(Two)];
        byte[] groups = [.. Two(10), .. Two(4), .. Two(2), .. Two(23)];
        byte[] points = [.. Two(11), .. Two(2), 1, 0];
        byte[] extensions = [.. groups, .. points];
        byte[] hello =
        [
            .. Two(version),
            .. RandomNumberGenerator.GetBytes(32),
            0,
            .. Two((ushort)ciphers.Length),
            .. ciphers,
            1,
            0,
            .. Two((ushort)extensions.Length),
            .. extensions,
        ];
        byte[] message = [1, 0, .. Two((ushort)hello.Length), .. hello];
        return [Handshake, .. Two(version), .. Two((ushort)message.Length), .. message];
    }

    /// <summary>Whether the other side goes on with what was offered.</summary>
    /// <param name="answer">Its bytes, as Latin 1.</param>
    public static bool IsAccepted(string answer) =>
        answer is { Length: > 5 } && answer[0] == Handshake && answer[5] == ServerHello;

    private static byte[] Two(ushort number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, number);
        return bytes;
    }
}
