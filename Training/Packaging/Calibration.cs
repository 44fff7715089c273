namespace Vitrine.Training.Packaging;

/// <summary>Finds what the tensors inside a network hold, by running its float32 model on faces.</summary>
public static class Calibration
{
    /// <summary>Runs every face twice: once for the extremes, once to count what lies between. Holds one face at a time.</summary>
    /// <param name="network">The network.</param>
    /// <param name="faces">Each 3 x height x width; some hundred real ones, none of them from the test split.</param>
    /// <returns>By the tensor's name: each convolution's output and each sum.</returns>
    public static IReadOnlyDictionary<string, CalibratedTensor> Run(
        FoldedNetwork network,
        IReadOnlyCollection<float[]> faces
    )
    {
        var channels = Channels(network);
        using var onnx = new OnnxNetwork(FloatGraph.Write(network, channels.Keys));
        return Run(onnx, channels, faces);
    }

    /// <summary>The same of any network.</summary>
    /// <param name="onnx">Its float32 model, with the tensors inside as outputs.</param>
    /// <param name="channels">The channels of each such tensor, by name.</param>
    /// <param name="faces">What it runs on.</param>
    internal static IReadOnlyDictionary<string, CalibratedTensor> Run(
        OnnxNetwork onnx,
        IReadOnlyDictionary<string, int> channels,
        IReadOnlyCollection<float[]> faces
    )
    {
        ArgumentOutOfRangeException.ThrowIfZero(faces.Count, nameof(faces));

        var statistics = channels.ToDictionary(c => c.Key, c => new TensorStatistics(c.Value), StringComparer.Ordinal);
        RunAll(onnx, faces, (name, values) => statistics.GetValueOrDefault(name)?.See(values));

        var histograms = statistics.ToDictionary(
            s => s.Key,
            s => new ActivationHistogram(s.Value.Range),
            StringComparer.Ordinal
        );
        RunAll(onnx, faces, (name, values) => histograms.GetValueOrDefault(name)?.Count(values));

        return channels.Keys.ToDictionary(
            name => name,
            name => new CalibratedTensor(histograms[name].BestRange(), statistics[name].ChannelMeans),
            StringComparer.Ordinal
        );
    }

    private static void RunAll(OnnxNetwork onnx, IEnumerable<float[]> faces, Action<string, ReadOnlySpan<float>> see)
    {
        foreach (var face in faces)
        {
            onnx.Run(face, see);
        }
    }

    private static Dictionary<string, int> Channels(FoldedNetwork network)
    {
        var channels = network.Convolutions.ToDictionary(c => c.Name, c => c.Outputs, StringComparer.Ordinal);
        foreach (var block in network.Blocks)
        {
            channels[block.Output] = block.Convolutions[^1].Outputs;
        }

        return channels;
    }
}

/// <summary>What calibration found of a tensor inside the network.</summary>
/// <param name="Range">What its steps should cover.</param>
/// <param name="ChannelMeans">The mean value of each channel.</param>
public sealed record CalibratedTensor(ActivationRange Range, IReadOnlyList<float> ChannelMeans);
