using TorchSharp;
using Vitrine.Training.Network;

namespace Vitrine.Training.Packaging;

/// <summary>Whether a written model gives the same probabilities as the trained network.</summary>
public static class Parity
{
    /// <summary>Largest difference of a probability that a float32 model may show; rounding alone makes some 1e-6.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>The largest absolute difference of any probability of any face, 0 to 1; NaN where one is NaN.</summary>
    /// <param name="network">In evaluation mode.</param>
    /// <param name="onnx">The model written of it.</param>
    /// <param name="faces">Each 3 x height x width, as the model's input wants it.</param>
    public static double LargestDifference(MobileNetV2 network, OnnxNetwork onnx, IEnumerable<float[]> faces) =>
        faces.Select(face => LargestDifference(Run(network, onnx.FaceShape, face), onnx.Run(face))).Aggregate(Math.Max);

    // Math.Max keeps a NaN, which Enumerable.Max would pass over.
    private static double LargestDifference(float[] left, float[] right) =>
        left.Zip(right, (l, r) => Math.Abs((double)l - r)).Aggregate(Math.Max);

    private static float[] Run(MobileNetV2 network, long[] faceShape, float[] face)
    {
        if (network.training)
        {
            throw new ArgumentException("The network must be in evaluation mode.", nameof(network));
        }

        using var scope = torch.NewDisposeScope();
        using var quiet = torch.no_grad();
        var input = torch.tensor(face, [1, .. faceShape], device: network.Head.weight.device);
        return Values.Of(torch.nn.functional.softmax(network.forward(input), 1));
    }
}
