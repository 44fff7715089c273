using Microsoft.ML.OnnxRuntime;
using Vitrine.Vision;

namespace Vitrine.Training.Packaging;

/// <summary>An ONNX file that was just written, run as the edge would run it. Belongs to one thread.</summary>
public sealed class OnnxNetwork : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly string[] outputs;
    private readonly string input;

    /// <param name="onnx">The file; it has one input.</param>
    /// <param name="shape">3, height, width; null: as the file says, where they must be fixed.</param>
    public OnnxNetwork(byte[] onnx, long[]? shape = null)
    {
        using var options = EdgeSession.NewOptions();
        session = new InferenceSession(onnx, options);
        outputs = [.. session.OutputNames];
        input = session.InputNames[0];
        FaceShape = shape ?? [.. session.InputMetadata[input].Dimensions.Skip(1).Select(d => (long)d)];
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
        using var value = OrtValue.CreateTensorValueFromMemory(faces, [count, .. FaceShape]);
        using var results = session.Run(runOptions, [input], [value], outputs);
        foreach (var (name, result) in outputs.Zip(results))
        {
            see(name, result.GetTensorDataAsSpan<float>());
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        runOptions.Dispose();
        session.Dispose();
    }
}
