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

    /// <summary>What the card says besides.</summary>
    public required CardFacts Facts { get; init; }

    /// <summary>Faces that the int8 model is calibrated on, each 3 x height x width: some hundred of the training split.</summary>
    public required IReadOnlyList<float[]> CalibrationFaces { get; init; }

    /// <summary>Faces that the files are compared with the network on, each 3 x height x width: 200 real ones.</summary>
    public required IReadOnlyList<float[]> ParityFaces { get; init; }

    /// <summary>Evaluates a file that was written, on the test split.</summary>
    public required Func<FaceModel, Measurement> Measure { get; init; }
}
