using static TorchSharp.torch;

namespace Vitrine.Training.Network;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">By name; the holder disposes of them.</param>
/// <param name="Metadata">Texts by name.</param>
public sealed record TensorFile(
    IReadOnlyDictionary<string, Tensor> Tensors,
    IReadOnlyDictionary<string, string> Metadata
) : IDisposable
{
    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
        {
            tensor.Dispose();
        }
    }
}
