namespace Vitrine.Training.Packaging;

/// <summary>Convolutions one after the other.</summary>
/// <param name="Name">Where it stands in the network.</param>
/// <param name="Convolutions">One or more.</param>
/// <param name="AddsInput">Whether the block's input is added to its output.</param>
public sealed record FoldedBlock(string Name, IReadOnlyList<FoldedConvolution> Convolutions, bool AddsInput)
{
    /// <summary>Name of the tensor that the block gives.</summary>
    public string Output => AddsInput ? Name : Convolutions[^1].Name;
}
