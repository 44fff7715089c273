using System.Collections.Frozen;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Akka.Util;

namespace Vitrine.Wire;

/// <summary>
/// One of Akka's own serializers, less what a peer could do harm with: it knows the messages that are listed and no others, looks
/// up no type that a peer names, and refuses to be used inside itself, since thousands of levels would overflow the stack.
/// </summary>
public abstract class NarrowedSerializer : SerializerWithStringManifest
{
    [ThreadStatic]
    private static bool inside;

    private readonly Serializer akkas;
    private readonly FrozenDictionary<string, Type?> taken;

    /// <param name="system">The actor system.</param>
    /// <param name="akkas">The serializer.</param>
    /// <param name="manifests">What is taken, as Akka's serializer calls it.</param>
    /// <param name="types">What is taken, where Akka's serializer calls it by its type.</param>
    protected NarrowedSerializer(
        ExtendedActorSystem system,
        Serializer akkas,
        IEnumerable<string>? manifests = null,
        IEnumerable<Type>? types = null
    )
        : base(system)
    {
        this.akkas = akkas;
        taken = (manifests ?? [])
            .Select(manifest => KeyValuePair.Create(manifest, (Type?)null))
            .Concat((types ?? []).Select(type => KeyValuePair.Create(type.TypeQualifiedName(), (Type?)type)))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public sealed override int Identifier => akkas.Identifier;

    /// <inheritdoc />
    public sealed override string Manifest(object o) =>
        akkas is SerializerWithStringManifest named ? named.Manifest(o)
        : akkas.IncludeManifest ? o.GetType().TypeQualifiedName()
        : string.Empty;

    /// <inheritdoc />
    public sealed override byte[] ToBinary(object obj) => akkas.ToBinary(obj);

    /// <inheritdoc />
    /// <exception cref="SerializationException">It is not taken.</exception>
    public sealed override object FromBinary(byte[] bytes, string manifest)
    {
        if (inside || !taken.TryGetValue(manifest, out var type))
        {
            throw new SerializationException(
                $"A message '{SingleLine.Of(manifest, SingleLine.OfPeer)}' is none that a peer may send, and was refused"
            );
        }

        inside = true;
        try
        {
            var message =
                type is null && akkas is SerializerWithStringManifest named
                    ? named.FromBinary(bytes, manifest)
                    : akkas.FromBinary(bytes, type);
            return IsTaken(message)
                ? message
                : throw new SerializationException($"A {message.GetType().Name} of no peer's was refused");
        }
        finally
        {
            inside = false;
        }
    }

    /// <summary>Whether a message may come from a peer, by what it says.</summary>
    protected virtual bool IsTaken(object message) => true;
}
