using System.Reflection;
using Akka.Actor;
using Akka.Serialization;

namespace Vitrine.Tests.Wire;

/// <summary>The serializers that a peer of an actor system can choose from; Akka itself shows them to nobody.</summary>
internal static class KnownSerializers
{
    // By number, as a peer names them; what is kept by name or type is for messages that leave.
    private static readonly FieldInfo ByNumber = typeof(Serialization)
        .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
        .Single(field =>
            field.FieldType == typeof(Serializer[]) || field.FieldType == typeof(Dictionary<int, Serializer>)
        );

    /// <summary>The names of their types, in order.</summary>
    public static IEnumerable<string> Of(ActorSystem system) =>
        (
            ByNumber.GetValue(system.Serialization) switch
            {
                Dictionary<int, Serializer> byNumber => byNumber.Values,
                var array => ((Serializer?[])array!).OfType<Serializer>(),
            }
        )
            .Select(one => one.GetType().Name)
            .Distinct()
            .Order(StringComparer.Ordinal);
}
