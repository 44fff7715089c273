using Google.Protobuf;
using Vitrine.Fleet;
using Xunit;

namespace Vitrine.Tests.Fleet;

/// <summary>The first word of a peer, as Akka.Remote's protocol has it.</summary>
public sealed class HandshakeTests
{
    private static readonly ByteString Address = Bytes(output =>
    {
        Add(output, 1, ByteString.CopyFromUtf8("vitrine-rollout"));
        Add(output, 2, ByteString.CopyFromUtf8("device-1"));
        Number(output, 3, 4711);
        Add(output, 4, ByteString.CopyFromUtf8("ssl.tcp"));
    });

    [Fact]
    public void It_says_the_address_of_the_peer() =>
        Assert.Equal("vitrine-rollout@device-1:4711", Handshake.OriginOf(Word(Address)));

    [Fact]
    public void What_could_be_read_in_two_ways_is_not_read()
    {
        var second = Bytes(output => Add(output, 2, ByteString.CopyFromUtf8("device-2")));
        var twice = ByteString.CopyFrom([.. Address, .. second]);

        Assert.Null(Handshake.OriginOf(Word(twice)));
        Assert.Null(Handshake.OriginOf(ByteString.CopyFrom([.. Word(Address), .. Word(Address)])));
    }

    [Fact]
    public void Any_bytes_are_an_address_or_none()
    {
        var (random, word) = (new Random(20260101), Word(Address).ToByteArray());
        for (var i = 0; i < 10_000; i++)
        {
            var changed = word.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            Handshake.OriginOf(ByteString.CopyFrom(changed.AsSpan(0, random.Next(changed.Length + 1))));
        }
    }

    private static ByteString Word(ByteString address) =>
        Bytes(word =>
            Add(
                word,
                2,
                Bytes(instruction =>
                {
                    Number(instruction, 1, 1);
                    Add(instruction, 2, Bytes(info => Add(info, 1, address)));
                })
            )
        );

    private static ByteString Bytes(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            write(output);
        }

        return ByteString.CopyFrom(bytes.ToArray());
    }

    private static void Add(CodedOutputStream to, int field, ByteString content)
    {
        to.WriteTag(field, WireFormat.WireType.LengthDelimited);
        to.WriteBytes(content);
    }

    private static void Number(CodedOutputStream to, int field, uint value)
    {
        to.WriteTag(field, WireFormat.WireType.Varint);
        to.WriteUInt32(value);
    }
}
