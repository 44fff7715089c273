namespace Vitrine.Training.Packaging;

/// <summary>What was measured of a model file when it was written.</summary>
public sealed record ExportFacts
{
    /// <summary>Size of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>Milliseconds per face on the machine that wrote it: one thread, median.</summary>
    public required double MillisecondsPerFace { get; init; }

    /// <summary>Largest difference of a probability to the trained network, 0 to 1, on <see cref="ParityFaces"/> faces.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>Faces that were compared.</summary>
    public required int ParityFaces { get; init; }

    /// <summary>Faces that the int8 model was calibrated on; null for float32.</summary>
    public int? CalibrationFaces { get; init; }
}
