using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Models;

namespace Vitrine.Training.Packaging;

/// <summary>
/// What stands beside a model: NAME.json, which the edge reads as a <see cref="ModelManifest"/>, and the same for people as
/// NAME.md (Mitchell et al., "Model Cards for Model Reporting", FAT* 2019).
/// </summary>
public sealed record ModelCard
{
    /// <summary>The attribute that it estimates, for example "age".</summary>
    public required string Task { get; init; }

    /// <summary>Version, 1 or more.</summary>
    public required int Version { get; init; }

    /// <summary>The classes, in the order of the output's columns.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Whether the labels have an order, so that a neighbouring one is nearly right.</summary>
    public required bool Ordinal { get; init; }

    /// <summary>What found the faces that it was trained on; null: not known.</summary>
    public ModelDetector? Detector { get; init; }

    /// <summary>How a face becomes the network's input.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>Name of the output tensor.</summary>
    public required string Output { get; init; }

    /// <summary>SHA-256 of the ONNX file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The numbers that it calculates in.</summary>
    public required Precision Precision { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What it came from.</summary>
    public required ModelParents Parents { get; init; }

    /// <summary>What was measured when it was written.</summary>
    public required ExportFacts Export { get; init; }

    /// <summary>How well it does, by dataset and group.</summary>
    public required JsonObject Metrics { get; init; }

    /// <summary>What it is for.</summary>
    public required string IntendedUse { get; init; }

    /// <summary>What it is not for, and where it fails.</summary>
    public required IReadOnlyList<string> Limits { get; init; }

    /// <summary>Under what terms it may be used.</summary>
    public required string Licence { get; init; }

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReadableJson.Options) + "\n";
}

/// <summary>What a model came from.</summary>
public sealed record ModelParents
{
    /// <summary>The training job.</summary>
    public required string Job { get; init; }

    /// <summary>What it was trained on.</summary>
    public required IReadOnlyList<ParentDataset> Datasets { get; init; }

    /// <summary>The weights that training began with; null when it began with random ones.</summary>
    public ParentFile? Pretrained { get; init; }

    /// <summary>The float32 model that an int8 one was made of; null for the float32 model itself.</summary>
    public ParentFile? QuantizedFrom { get; init; }
}

/// <summary>A dataset that a model was trained on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hash">Of its lists, hexadecimal: the same hash, the same pictures in the same splits.</param>
/// <param name="SplitSeed">Seed of the split into train, validation and test.</param>
public sealed record ParentDataset(string Name, string Hash, long SplitSeed);

/// <summary>A file that a model was made of.</summary>
/// <param name="File">Its name, without folders.</param>
/// <param name="Sha256">Of its content, 64 hexadecimal digits.</param>
public sealed record ParentFile(string File, string Sha256);

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
