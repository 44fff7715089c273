using Vitrine.Vision;
using Vitrine.Vision.Detection;

namespace Vitrine.Training.Examples;

/// <summary>One face that a network learns from or is judged by.</summary>
public sealed record Example
{
    /// <summary>The picture's file.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the picture's bytes, 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The face's box, in pixels; it may reach beyond the picture.</summary>
    public required Box Face { get; init; }

    /// <summary>Its eyes, nose and mouth, in pixels; null: not found, or not looked for.</summary>
    public FaceLandmarks? Landmarks { get; init; }

    /// <summary>The face as a detector would give it.</summary>
    public FaceDetection Detection => new(Face, Score: 1, Landmarks);

    /// <summary>Where in <see cref="ExampleSplits.DataSets"/> it comes from.</summary>
    public required int DataSet { get; init; }

    /// <summary>Its class; null: an age between two groups, of use to a loss over years only.</summary>
    public required int? Label { get; init; }

    /// <summary>Full years; null: not known.</summary>
    public required int? Age { get; init; }
}

/// <summary>An example as it is, or changed in one of many ways.</summary>
/// <param name="Example">The example.</param>
/// <param name="Variant">Which augmentation, 0 or more; null: none.</param>
public readonly record struct FaceView(Example Example, int? Variant);
