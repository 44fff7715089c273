using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Vitrine.Wire;

/// <summary>
/// The one way out of the process: the Protobuf messages of this folder. Their manifest is the full name in their .proto
/// file, which carries a version: "vitrine.events.v1.Subscribe". Whatever else is refused.
/// </summary>
/// <param name="system">The actor system.</param>
public sealed class ProtocolSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Binds the messages to this serializer.</summary>
    public const string Hocon = """
        akka.actor {
          serializers.vitrine = "Vitrine.Wire.ProtocolSerializer, Vitrine.Wire"
          serialization-identifiers { "Vitrine.Wire.ProtocolSerializer, Vitrine.Wire" = 7701 }
          serialization-bindings { "Google.Protobuf.IMessage, Google.Protobuf" = vitrine }
        }
        """;

    private static readonly Dictionary<string, MessageParser> Parsers = new FileDescriptor[]
    {
        EventsReflection.Descriptor,
        JobsReflection.Descriptor,
        TrainingReflection.Descriptor,
        RolloutReflection.Descriptor,
    }
        .SelectMany(file => file.MessageTypes)
        .ToDictionary(message => message.FullName, message => message.Parser, StringComparer.Ordinal);

    /// <inheritdoc />
    public override int Identifier => 7701;

    /// <inheritdoc />
    /// <exception cref="NotSupportedException">The message is none of this folder's.</exception>
    public override string Manifest(object o) =>
        o is IMessage message && Parsers.ContainsKey(message.Descriptor.FullName)
            ? message.Descriptor.FullName
            : throw new NotSupportedException(
                $"{o.GetType()} must not leave this process; no .proto file describes it"
            );

    /// <inheritdoc />
    public override byte[] ToBinary(object obj)
    {
        _ = Manifest(obj);
        return ((IMessage)obj).ToByteArray();
    }

    /// <inheritdoc />
    /// <exception cref="SerializationException">The manifest is unknown or the bytes are no such message.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!Parsers.TryGetValue(manifest, out var parser))
        {
            throw new SerializationException(
                $"A message '{manifest}' is unknown here and was refused; is the sender of another version?"
            );
        }

        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new SerializationException($"A message '{manifest}' is malformed and was refused", malformed);
        }
    }
}
