namespace Vitrine.Training.Packaging;

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
