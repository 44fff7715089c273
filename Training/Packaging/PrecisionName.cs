namespace Vitrine.Training.Packaging;

/// <summary>What cards, folders and people call a <see cref="Precision"/>.</summary>
internal static class PrecisionName
{
    /// <summary>"float32" or "int8".</summary>
    internal static string Of(Precision precision) => precision is Precision.Quantized ? "int8" : "float32";
}
