using Vitrine.Models;
using Vitrine.Training.Data;

namespace Vitrine.Training.Examples;

/// <summary>What a job learns from, chooses by, and is judged by: the splits of all its data sets, joined.</summary>
public sealed record ExampleSplits
{
    /// <summary>Where the examples come from.</summary>
    public required IReadOnlyList<PreparedData> DataSets { get; init; }

    /// <summary>To learn from.</summary>
    public required IReadOnlyList<Example> Training { get; init; }

    /// <summary>To choose the best epoch by.</summary>
    public required IReadOnlyList<Example> Validation { get; init; }

    /// <summary>To report figures on.</summary>
    public required IReadOnlyList<Example> Test { get; init; }

    /// <summary>What found the faces: the detector, or the lists' boxes where none was searched for.</summary>
    public required ModelDetector Detector { get; init; }

    /// <summary>Faces that the detector found, of those that came without a box.</summary>
    public required int Found { get; init; }

    /// <summary>Faces that it did not find, and that got the fallback's box.</summary>
    public required int NotFound { get; init; }
}
