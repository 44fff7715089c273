using System.Globalization;
using Google.Protobuf;

namespace Vitrine.Fleet;

/// <summary>
/// The first word of a peer in Akka.Remote's protocol, which says who it is. What could be read in two ways is not read at
/// all. Field numbers are those of Akka.NET's WireFormats.proto and ContainerFormats.proto. Pure.
/// </summary>
internal static class Handshake
{
    /// <summary>The peer's address as it says it, "system@host:port"; null: it does not.</summary>
    /// <param name="word">A message of Akka's protocol.</param>
    public static string? OriginOf(ByteString word)
    {
        try
        {
            return Only(word, 2) is { } instruction && Only(instruction, 2) is { } info && Only(info, 1) is { } origin
                ? AddressOf(origin)
                : null;
        }
        catch (InvalidProtocolBufferException)
        {
            // Akka hangs up on it, too.
            return null;
        }
    }

    private static string? AddressOf(ByteString origin) =>
        Only(origin, 1) is { } system && Only(origin, 2) is { } host && OnlyNumber(origin, 3) is { } port
            ? string.Create(CultureInfo.InvariantCulture, $"{system.ToStringUtf8()}@{host.ToStringUtf8()}:{port}")
            : null;

    /// <summary>The one field of a number that has a length; null: there is none, or more than one.</summary>
    private static ByteString? Only(ByteString message, int field) =>
        Only(message, WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited), input => input.ReadBytes());

    private static uint? OnlyNumber(ByteString message, int field) =>
        Only(message, WireFormat.MakeTag(field, WireFormat.WireType.Varint), input => (object)input.ReadUInt32())
        as uint?;

    private static T? Only<T>(ByteString message, uint wanted, Func<CodedInputStream, T> read)
        where T : class
    {
        using var input = message.CreateCodedInput();
        T? found = null;
        while (input.ReadTag() is not 0 and var tag)
        {
            if (tag != wanted)
            {
                input.SkipLastField();
            }
            else if (found is null)
            {
                found = read(input);
            }
            else
            {
                return null;
            }
        }

        return found;
    }
}
