using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace Vitrine.Wire;

/// <summary>
/// Bound to every message that has no serializer of its own, and so to every message that holds a picture: refuses, loudly.
/// What may leave the process is listed; nothing leaves it by default. Nor does anything come in: bytes are refused without
/// a look at the type that they claim to be of.
/// </summary>
/// <param name="system">The actor system.</param>
public class RefusingSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Makes the refusal the fallback in place of Akka's Newtonsoft.Json.</summary>
    public const string Hocon = """
        akka.actor {
          serializers.refuse = "Vitrine.Wire.RefusingSerializer, Vitrine.Wire"
          serialization-identifiers { "Vitrine.Wire.RefusingSerializer, Vitrine.Wire" = 7700 }
          serialization-bindings { "System.Object" = refuse }
        }
        """;

    /// <summary>In place of a serializer that Akka has settings for.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="settings">The other's settings.</param>
#pragma warning disable IDE0060 // Akka looks for this constructor.
    public RefusingSerializer(ExtendedActorSystem system, Config settings)
        : this(system) { }
#pragma warning restore IDE0060

    /// <inheritdoc />
    public override int Identifier => 7700;

    /// <inheritdoc />
    public override string Manifest(object o) => string.Empty;

    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    public override byte[] ToBinary(object obj) =>
        throw new NotSupportedException($"{obj.GetType()} must not leave this process; no serializer is bound to it");

    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    public override object FromBinary(byte[] bytes, string manifest) =>
        throw new NotSupportedException("A message of a type that nobody may send is refused");
}
