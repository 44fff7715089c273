using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace Vitrine.Bench.Fuzz;

/// <summary>
/// Akka.Remote's wire format by hand, to write what Akka.Remote itself never would. Field numbers are those of Akka.NET's
/// WireFormats.proto and ContainerFormats.proto.
/// </summary>
public static class AkkaFrames
{
    /// <summary>No sequence number: a message that is no system message.</summary>
    public const ulong NoSequence = ulong.MaxValue;

    private static readonly WireFormat.WireType Bytes = WireFormat.WireType.LengthDelimited;

    /// <summary>A frame around any bytes: their length in four bytes, the lowest first.</summary>
    public static byte[] Frame(byte[] content)
    {
        var frame = new byte[4 + content.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, content.Length);
        content.CopyTo(frame, 4);
        return frame;
    }

    /// <summary>What a peer begins with: who it says it is; "ssl.tcp" over TLS.</summary>
    public static byte[] Handshake(string host, uint port, ulong uid, string protocol = "tcp") =>
        Instruction(
            1,
            Write(handshake =>
            {
                Add(
                    handshake,
                    1,
                    Write(origin =>
                    {
                        Add(origin, 1, "vitrine");
                        Add(origin, 2, host);
                        origin.WriteTag(3, WireFormat.WireType.Varint);
                        origin.WriteUInt32(port);
                        Add(origin, 4, protocol);
                    })
                );
                handshake.WriteTag(2, WireFormat.WireType.Fixed64);
                handshake.WriteFixed64(uid);
            })
        );

    /// <summary>A command: 1 associate, 2 disassociate, 3 heartbeat, 4 shutting down, 5 quarantined.</summary>
    public static byte[] Instruction(int command, byte[]? handshake = null) =>
        Frame(
            Write(message =>
                Add(
                    message,
                    2,
                    Write(instruction =>
                    {
                        instruction.WriteTag(1, WireFormat.WireType.Varint);
                        instruction.WriteEnum(command);
                        if (handshake is not null)
                        {
                            Add(instruction, 2, handshake);
                        }
                    })
                )
            )
        );

    /// <summary>A payload that should be an envelope.</summary>
    public static byte[] Payload(byte[] envelope) => Frame(Write(message => Add(message, 1, envelope)));

    /// <summary>A message to an actor.</summary>
    public static byte[] Message(
        string recipient,
        string sender,
        int serializer,
        string manifest,
        byte[] message,
        ulong sequence = NoSequence
    ) =>
        Payload(
            Write(container =>
                Add(
                    container,
                    2,
                    Write(envelope =>
                    {
                        Add(envelope, 1, Write(actor => Add(actor, 1, recipient)));
                        Add(envelope, 2, Serialized(serializer, manifest, message));
                        Add(envelope, 4, Write(actor => Add(actor, 1, sender)));
                        envelope.WriteTag(5, WireFormat.WireType.Fixed64);
                        envelope.WriteFixed64(sequence);
                    })
                )
            )
        );

    /// <summary>Selections inside one another, around a message.</summary>
    public static byte[] NestedSelections(int depth)
    {
        var (serializer, message) = (7701, Array.Empty<byte>());
        for (var level = 0; level < depth; level++)
        {
            var inner = Serialized(serializer, level == 0 ? "vitrine.events.v1.Subscribe" : string.Empty, message);
            (serializer, message) = (6, Write(selection => Add(selection, 1, inner)));
        }

        return message;
    }

    /// <summary>A message to whatever a path names, as the content of serializer 6, whose recipient is the root.</summary>
    /// <param name="path">Names below the root.</param>
    /// <param name="serializer">The message's serializer.</param>
    /// <param name="manifest">Its type, as that serializer calls it.</param>
    /// <param name="message">The message.</param>
    public static byte[] Selection(IEnumerable<string> path, int serializer, string manifest, byte[] message) =>
        Write(selection =>
        {
            Add(selection, 1, Serialized(serializer, manifest, message));
            foreach (var name in path)
            {
                Add(
                    selection,
                    2,
                    Write(element =>
                    {
                        element.WriteTag(1, WireFormat.WireType.Varint);
                        element.WriteEnum(2);
                        Add(element, 2, name);
                    })
                );
            }
        });

    /// <summary>The message in a frame without its length: its type, as the serializer calls it; null: it holds none.</summary>
    public static (string Manifest, byte[] Content)? MessageOf(byte[] frame) =>
        Field(frame, 1) is { } payload && Field(payload, 2) is { } envelope && Field(envelope, 2) is { } message
            ? (Encoding.UTF8.GetString(Field(message, 3) ?? []), Field(message, 1) ?? [])
            : null;

    private static byte[]? Field(byte[] message, int field)
    {
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            if (tag == WireFormat.MakeTag(field, Bytes))
            {
                return input.ReadBytes().ToByteArray();
            }

            input.SkipLastField();
        }

        return null;
    }

    private static byte[] Serialized(int serializer, string manifest, byte[] message) =>
        Write(payload =>
        {
            Add(payload, 1, message);
            payload.WriteTag(2, WireFormat.WireType.Varint);
            payload.WriteInt32(serializer);
            Add(payload, 3, manifest);
        });

    private static void Add(CodedOutputStream to, int field, byte[] content)
    {
        to.WriteTag(field, Bytes);
        to.WriteBytes(ByteString.CopyFrom(content));
    }

    private static void Add(CodedOutputStream to, int field, string text)
    {
        to.WriteTag(field, Bytes);
        to.WriteString(text);
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
