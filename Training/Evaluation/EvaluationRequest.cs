namespace Vitrine.Training.Evaluation;

/// <summary>What is to be evaluated, and on what.</summary>
public sealed record EvaluationRequest
{
    /// <summary>Folder of models, NAME.onnx beside NAME.json, one for each attribute.</summary>
    public required string Models { get; init; }

    /// <summary>The labelled list, a CSV file.</summary>
    public required string List { get; init; }

    /// <summary>The folder that the list's files are relative to.</summary>
    public required string Images { get; init; }

    /// <summary>YuNet's ONNX file; null: Vitrine's own detector.</summary>
    public string? YuNet { get; init; }

    /// <summary>
    /// Repeated border put around a picture before a face is searched in it, on each side, as a share of its longer side: 0
    /// to 2. The edge adds none (0, the default); a detector needs it where the face fills the picture.
    /// </summary>
    public double Padding { get; init; }
}
