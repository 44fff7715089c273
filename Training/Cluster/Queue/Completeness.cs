using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>Whether a stored message has all that whoever wrote it always sets: Protobuf itself asks for nothing. Pure.</summary>
internal static class Completeness
{
    private static readonly long FirstSecond = Timestamp.FromDateTimeOffset(DateTimeOffset.MinValue).Seconds;
    private static readonly long LastSecond = Timestamp.FromDateTimeOffset(DateTimeOffset.MaxValue).Seconds;

    /// <summary>A job may have none yet.</summary>
    private static readonly string[] MayBeMissing =
    [
        $"{JobRecord.Descriptor.FullName}.checkpoint",
        $"{EpochEnded.Descriptor.FullName}.checkpoint",
    ];

    /// <summary>What is missing or impossible, for a sentence; null: nothing.</summary>
    public static string? FaultOf(IMessage message) =>
        message is Timestamp { Nanos: var nanos, Seconds: var seconds }
            ? nanos is < 0 or > 999_999_999 || seconds < FirstSecond || seconds > LastSecond
                ? "a time is none"
                : null
            : message
                .Descriptor.Oneofs.Where(choice => !choice.IsSynthetic)
                .Where(choice => choice.Accessor.GetCaseFieldDescriptor(message) is null)
                .Select(choice => $"it lacks {choice.Name}")
                .Concat(message.Descriptor.Fields.InDeclarationOrder().Select(field => FaultOf(message, field)))
                .FirstOrDefault(fault => fault is not null);

    private static string? FaultOf(IMessage message, FieldDescriptor field) =>
        field.Accessor.GetValue(message) switch
        {
            null => field.RealContainingOneof is null && !MayBeMissing.Contains(field.FullName, StringComparer.Ordinal)
                ? $"it lacks {field.Name}"
                : null,
            IMessage part => FaultOf(part),
            IList list => list.OfType<IMessage>().Select(FaultOf).FirstOrDefault(fault => fault is not null),
            System.Enum number when field.EnumType.FindValueByNumber(Convert.ToInt32(number, null)) is null =>
                $"its {field.Name} is none",
            _ => null,
        };
}
