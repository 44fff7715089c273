using System.Buffers;
using System.Text;

namespace Vitrine.Tests.Vision.Attributes;

/// <summary>One protobuf message in the making, on the wire format's own terms: field numbers, varints and bytes.</summary>
internal sealed class Protobuf
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public Protobuf Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    public Protobuf Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    public Protobuf Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public Protobuf Message(int field, Protobuf value) => Bytes(field, value.ToArray());

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();

    private void Varint(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
        {
            bytes.Write([(byte)(value | 0x80)]);
        }

        bytes.Write([(byte)value]);
    }
}
