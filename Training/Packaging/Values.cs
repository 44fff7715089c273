using static TorchSharp.torch;

namespace Vitrine.Training.Packaging;

/// <summary>The numbers of a tensor.</summary>
internal static class Values
{
    /// <summary>A copy of all of them, row by row.</summary>
    internal static float[] Of(Tensor tensor)
    {
        using var plain = tensor.detach().to(ScalarType.Float32).cpu().contiguous();
        return plain.data<float>().ToArray();
    }
}
