using Microsoft.ML.OnnxRuntime;
using Vitrine.Vision.Attributes;

namespace Vitrine.Training.Packaging;

/// <summary>An ONNX file that was just written, run as the edge would run it. Belongs to one thread.</summary>
public sealed class OnnxNetwork : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly string[] outputs;

    /// <param name="onnx">The file; the input's dimensions but for the first must be fixed.</param>
    public OnnxNetwork(byte[] onnx)
    {
        using var options = FaceNetwork.NewOptions();
        session = new InferenceSession(onnx, options);
        outputs = [.. session.OutputNames];
        FaceShape = [.. session.InputMetadata[FoldedNetwork.Input].Dimensions.Skip(1).Select(d => (long)d)];
    }

    /// <summary>3, height, width.</summary>
    public long[] FaceShape { get; }

    /// <summary>Probabilities of one face or several.</summary>
    /// <param name="faces">Faces x 3 x height x width.</param>
    /// <returns>Faces x classes.</returns>
    public float[] Run(float[] faces)
    {
        var probabilities = Array.Empty<float>();
        Run(faces, (name, values) => probabilities = name is FoldedNetwork.Output ? values.ToArray() : probabilities);
        return probabilities;
    }

    /// <summary>Everything that the file has as an output.</summary>
    /// <param name="faces">Faces x 3 x height x width.</param>
    /// <param name="see">Called with each output's name and values, which are gone afterwards.</param>
    internal void Run(float[] faces, Action<string, ReadOnlySpan<float>> see)
    {
        var count = faces.Length / FaceShape.Aggregate(1L, (product, d) => product * d);
        using var input = OrtValue.CreateTensorValueFromMemory(faces, [count, .. FaceShape]);
        using var results = session.Run(runOptions, [FoldedNetwork.Input], [input], outputs);
        foreach (var (name, value) in outputs.Zip(results))
        {
            see(name, value.GetTensorDataAsSpan<float>());
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        runOptions.Dispose();
        session.Dispose();
    }
}
