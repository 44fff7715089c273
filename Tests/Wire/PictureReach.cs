using System.Collections.Concurrent;
using System.Reflection;
using OpenCvSharp;
using Vitrine.Dataflow;

namespace Vitrine.Tests.Wire;

/// <summary>
/// Whether a picture can be reached from a type: through its fields, those of its bases, its elements or its type
/// arguments. A type parameter may be anything, so it counts as a picture.
/// </summary>
internal sealed class PictureReach
{
    private readonly ConcurrentDictionary<Type, bool> known = [];

    public bool From(Type type)
    {
        if (IsPicture(type))
        {
            return true;
        }

        // A type that is being looked at is taken for harmless, or types that hold each other would never end.
        if (known.TryGetValue(type, out var answer) || !known.TryAdd(type, false))
        {
            return answer;
        }

        return known[type] = IsWorthLookingInto(type) && PartsOf(type).Any(From);
    }

    private static bool IsPicture(Type type) =>
        type.IsGenericParameter
        || typeof(Mat).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Lease<>));

    /// <summary>Code is no content: a delegate's type arguments say what it makes, not what it holds.</summary>
    private static bool IsWorthLookingInto(Type type) =>
        !type.IsPrimitive
        && !type.IsEnum
        && !typeof(Delegate).IsAssignableFrom(type)
        && !typeof(MemberInfo).IsAssignableFrom(type);

    private static IEnumerable<Type> PartsOf(Type type)
    {
        if (type.HasElementType)
        {
            return [type.GetElementType()!];
        }

        // Our own types show what they hold; of others, the type arguments say it.
        return IsOurs(type) ? FieldsOf(type)
            : type.IsConstructedGenericType ? type.GetGenericArguments()
            : [];
    }

    private static bool IsOurs(Type type) =>
        type.Assembly.GetName().Name!.StartsWith("vitrine", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Type> FieldsOf(Type type)
    {
        const BindingFlags all =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (var field in level.GetFields(all))
            {
                yield return field.FieldType;
            }
        }
    }
}
