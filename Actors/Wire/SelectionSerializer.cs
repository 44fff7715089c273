using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Remote.Serialization;
using Akka.Serialization;

namespace Vitrine.Wire;

/// <summary>
/// Akka's own serializer for messages to an actor selection, less what a peer could do harm with: it looks up no type that
/// the peer names, and it refuses selections inside selections, thousands of which would overflow the stack.
/// </summary>
/// <param name="system">The actor system.</param>
public sealed class SelectionSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    [ThreadStatic]
    private static bool inside;

    private readonly MessageContainerSerializer akkas = new(system);

    /// <inheritdoc />
    public override int Identifier => 6;

    /// <inheritdoc />
    public override string Manifest(object o) => string.Empty;

    /// <inheritdoc />
    public override byte[] ToBinary(object obj) => akkas.ToBinary(obj);

    /// <inheritdoc />
    /// <exception cref="SerializationException">The selected message is itself one to a selection.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (inside)
        {
            throw new SerializationException("A selection inside a selection was refused");
        }

        inside = true;
        try
        {
            return akkas.FromBinary(bytes, typeof(ActorSelectionMessage));
        }
        finally
        {
            inside = false;
        }
    }
}
