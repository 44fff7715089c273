using Google.Protobuf;

namespace Vitrine.Bench.Attack;

/// <summary>A message as Akka.Remote carries it.</summary>
/// <param name="Serializer">The number of its serializer.</param>
/// <param name="Manifest">Its type, as that serializer calls it.</param>
/// <param name="Content">The message.</param>
public sealed record Said(int Serializer, string Manifest, byte[] Content)
{
    /// <summary>One of the protocol's own messages.</summary>
    public static Said Of(IMessage message) => new(7701, message.Descriptor.FullName, message.ToByteArray());
}
