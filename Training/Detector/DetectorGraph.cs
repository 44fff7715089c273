using Vitrine.Training.Packaging;

namespace Vitrine.Training.Detector;

/// <summary>
/// The detector as an ONNX file: input batch x 3 x height x width (BGR, 0 to 255, multiples of 32), one output for each stride.
/// </summary>
internal static class DetectorGraph
{
    /// <summary>In float32.</summary>
    /// <param name="network">What to write.</param>
    /// <param name="watched">Names of tensors inside that become outputs.</param>
    public static byte[] Float(FoldedDetector network, params IEnumerable<string> watched)
    {
        var graph = Begin();
        foreach (var step in network.Steps)
        {
            if (step.Convolution is { } convolution)
            {
                FloatGraph.Write(graph, convolution, step.Input);
            }
            else
            {
                graph.Node("Add", [step.Input, Double(graph, step, step.Doubled!)], step.Output);
            }
        }

        return End(graph, network, watched);
    }

    /// <summary>
    /// In 8-bit integers (see <see cref="QuantizedGraph"/>). In float32 stay the first convolution, which sees pixels, and what
    /// the maps hold: scores and distances of one tensor have no step in common.
    /// </summary>
    public static byte[] Quantized(FoldedDetector network, IReadOnlyDictionary<string, CalibratedTensor> tensors)
    {
        var graph = Begin();
        foreach (var step in network.Steps)
        {
            if (step.Convolution is not { } convolution)
            {
                var doubled = Double(graph, step, QuantizedGraph.InSteps(step.Doubled!));
                graph.Node("Add", [QuantizedGraph.InSteps(step.Input), doubled], step.Output);
            }
            else if (tensors.TryGetValue(step.Input, out var source))
            {
                QuantizedGraph.Write(graph, convolution, step.Input, source);
            }
            else
            {
                FloatGraph.Write(graph, convolution, step.Input);
            }

            if (!network.Maps.Contains(step.Output))
            {
                QuantizedGraph.Quantize(graph, step.Output, tensors);
            }
        }

        return End(graph, network, []);
    }

    private static GraphWriter Begin()
    {
        var graph = new GraphWriter();
        graph.Picture(FoldedDetector.Input);
        FloatGraph.WriteBounds(graph);
        graph.Constant<float>("twice", [1, 1, 2, 2], 4);
        return graph;
    }

    private static string Double(GraphWriter graph, FoldedStep step, string smaller) =>
        graph.Resize(smaller, "twice", $"{step.Output}.doubled");

    private static byte[] End(GraphWriter graph, FoldedDetector network, IEnumerable<string> watched)
    {
        foreach (var name in network.Maps.Concat(watched))
        {
            graph.OutputOfAnyShape(name);
        }

        return graph.ToArray();
    }
}
