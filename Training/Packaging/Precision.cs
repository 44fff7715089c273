using System.Text.Json.Serialization;

namespace Vitrine.Training.Packaging;

/// <summary>The numbers that a model calculates in.</summary>
public enum Precision
{
    /// <summary>float32: 32-bit floating point.</summary>
    [JsonStringEnumMemberName("float32")]
    Full,

    /// <summary>int8: 8-bit integers.</summary>
    [JsonStringEnumMemberName("int8")]
    Quantized,
}

/// <summary>What cards, folders and people call a <see cref="Precision"/>.</summary>
internal static class PrecisionName
{
    /// <summary>"float32" or "int8".</summary>
    internal static string Of(Precision precision) => precision is Precision.Quantized ? "int8" : "float32";
}
