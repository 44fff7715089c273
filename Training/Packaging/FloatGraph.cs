namespace Vitrine.Training.Packaging;

/// <summary>
/// A network as an ONNX file of float32: input N x 3 x height x width, probabilities N x classes, any N. Opset 17.
/// </summary>
public static class FloatGraph
{
    private const string Least = "relu6.least";
    private const string Most = "relu6.most";

    /// <summary>The ONNX file.</summary>
    public static byte[] Write(FoldedNetwork network) => Write(network, watched: []);

    /// <summary>The ONNX file with further outputs.</summary>
    /// <param name="network">What to write.</param>
    /// <param name="watched">Names of tensors inside that become outputs, N x channels x height x width.</param>
    internal static byte[] Write(FoldedNetwork network, IEnumerable<string> watched)
    {
        var graph = new GraphWriter();
        graph.Input(FoldedNetwork.Input, 3, network.Height, network.Width);
        WriteBounds(graph);

        var value = network.Blocks.Aggregate(FoldedNetwork.Input, (input, block) => Write(graph, block, input));
        value = graph.Node("GlobalAveragePool", [value], FoldedNetwork.Pooled);
        WriteHead(graph, network.Head, value);

        graph.Output(FoldedNetwork.Output, network.Head.Classes);
        foreach (var name in watched)
        {
            graph.OutputOfAnyShape(name);
        }

        return graph.ToArray();
    }

    /// <summary>The constants of ReLU6.</summary>
    internal static void WriteBounds(GraphWriter graph)
    {
        graph.Constant<float>(Least, [0]);
        graph.Constant<float>(Most, [6]);
    }

    /// <summary>A convolution, and its ReLU6 where it has one.</summary>
    /// <returns>Its name.</returns>
    internal static string Write(GraphWriter graph, FoldedConvolution convolution, string input)
    {
        var name = convolution.Name;
        var weights = graph.Constant<float>($"{name}.weight", convolution.Weights, convolution.WeightShape);
        var bias = graph.Constant<float>($"{name}.bias", convolution.Bias, convolution.Outputs);
        var sum = convolution.HasReLU6 ? $"{name}.unbounded" : name;
        graph.Node("Conv", [input, weights, bias], sum, convolution.Attributes);
        return convolution.HasReLU6 ? graph.Node("Clip", [sum, Least, Most], name) : name;
    }

    /// <summary>Linear layer and softmax.</summary>
    internal static void WriteHead(GraphWriter graph, FoldedLinear head, string pooled)
    {
        var weights = graph.Constant<float>("classifier.weight", head.Weights, head.Classes, head.Inputs);
        var bias = graph.Constant<float>("classifier.bias", head.Bias, head.Classes);
        var flat = graph.Node("Flatten", [pooled], "flat");
        var logits = graph.Node("Gemm", [flat, weights, bias], "logits", ("transB", [1]));
        graph.Node("Softmax", [logits], FoldedNetwork.Output, ("axis", [1]));
    }

    private static string Write(GraphWriter graph, FoldedBlock block, string input)
    {
        var value = block.Convolutions.Aggregate(input, (i, convolution) => Write(graph, convolution, i));
        return block.AddsInput ? graph.Node("Add", [value, input], block.Output) : value;
    }
}
