using Akka.Actor;

namespace Vitrine.Wire;

/// <summary>
/// Takes the place of Akka's serializer 0, which stands for null and would look up any type that a peer names.
/// </summary>
/// <param name="system">The actor system.</param>
public sealed class RefusingNullSerializer(ExtendedActorSystem system) : RefusingSerializer(system)
{
    /// <inheritdoc />
    public override int Identifier => 0;
}
