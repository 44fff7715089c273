using Google.Protobuf;

namespace Vitrine.Bench.Attack;

/// <summary>Akka.Cluster's message of a node that joins, by hand.</summary>
internal static class JoinMessage
{
    /// <summary>A node "attacker" with the role of a coordinator.</summary>
    public static byte[] AsCoordinator() =>
        Write(join =>
        {
            Add(
                join,
                1,
                Write(node =>
                {
                    Add(
                        node,
                        1,
                        Write(address =>
                        {
                            address.WriteTag(1, WireFormat.WireType.LengthDelimited);
                            address.WriteString("vitrine");
                            address.WriteTag(2, WireFormat.WireType.LengthDelimited);
                            address.WriteString("attacker");
                            address.WriteTag(3, WireFormat.WireType.Varint);
                            address.WriteUInt32(1);
                            address.WriteTag(4, WireFormat.WireType.LengthDelimited);
                            address.WriteString("akka.ssl.tcp");
                        })
                    );
                    node.WriteTag(2, WireFormat.WireType.Varint);
                    node.WriteUInt32(7);
                })
            );
            join.WriteTag(2, WireFormat.WireType.LengthDelimited);
            join.WriteString("coordinator");
        });

    private static void Add(CodedOutputStream to, int field, byte[] content)
    {
        to.WriteTag(field, WireFormat.WireType.LengthDelimited);
        to.WriteBytes(ByteString.CopyFrom(content));
    }

    private static byte[] Write(Action<CodedOutputStream> content)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            content(output);
        }

        return bytes.ToArray();
    }
}
