using Vitrine.Models;

namespace Vitrine.Training.Packaging;

/// <summary>What only people and the training job know of a model; its card says it.</summary>
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
