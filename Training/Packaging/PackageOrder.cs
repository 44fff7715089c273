using Vitrine.Models;
using Vitrine.Training.Network;

namespace Vitrine.Training.Packaging;

/// <summary>What a package is made of.</summary>
public sealed record PackageOrder
{
    /// <summary>Trained, in evaluation mode, on any device.</summary>
    public required MobileNetV2 Network { get; init; }

    /// <summary>What it estimates: its name is also the files', its labels are in the order of the network's outputs.</summary>
    public required FaceAttribute Attribute { get; init; }

    /// <summary>How a face becomes the network's input.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>What else is on the card.</summary>
    public required CardFacts Facts { get; init; }

    /// <summary>Faces that the int8 model is calibrated on, each 3 x height x width: some hundred of the training split.</summary>
    public required IReadOnlyList<float[]> CalibrationFaces { get; init; }

    /// <summary>Faces that the files are compared with the network on, each 3 x height x width: 200 real ones.</summary>
    public required IReadOnlyList<float[]> ParityFaces { get; init; }

    /// <summary>Evaluates a file that was written, on the test split.</summary>
    public required Func<FaceModel, Measurement> Measure { get; init; }
}

/// <summary>What only people and the training job know of a model; it is on the model's card.</summary>
public sealed record CardFacts
{
    /// <summary>Version, 1 or more. Default: 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What it came from, but for <see cref="ModelParents.QuantizedFrom"/>.</summary>
    public required ModelParents Parents { get; init; }

    /// <summary>What found the faces that it was trained on; null: not known.</summary>
    public ModelDetector? Detector { get; init; }

    /// <summary>What it is for.</summary>
    public required string IntendedUse { get; init; }

    /// <summary>What it is not for, and where it fails.</summary>
    public required IReadOnlyList<string> Limits { get; init; }

    /// <summary>Under what terms it may be used.</summary>
    public required string Licence { get; init; }
}
