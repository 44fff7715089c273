namespace Vitrine.Training.Packaging;

/// <summary>
/// A network as an ONNX file of 8-bit integers, in the QDQ form that ONNX Runtime fuses into integer kernels: activations
/// uint8 with one range a tensor, weights int8 with one scale an output, bias int32. Same input and output as the float32 model.
/// </summary>
// uint8 by int8 with symmetric weights is what ONNX Runtime has its fastest kernels for, on x86 and on ARM. Steps end at 0
// and 6 where a ReLU6 would hold the values, so none is written. In float32 stay the first convolution, which costs little
// and sees pixels whose 256 values no whole zero point meets (mean 127.5), and what follows the mean.
public static class QuantizedGraph
{
    /// <summary>The ONNX file.</summary>
    public static byte[] Write(FoldedNetwork network, IReadOnlyDictionary<string, CalibratedTensor> tensors)
    {
        var graph = new GraphWriter();
        graph.Input(FoldedNetwork.Input, 3, network.Height, network.Width);
        FloatGraph.WriteBounds(graph);

        var value = FoldedNetwork.Input;
        foreach (var block in network.Blocks)
        {
            value = Write(graph, block, value, tensors);
        }

        var pooled = graph.Node("GlobalAveragePool", [InSteps(value)], FoldedNetwork.Pooled);
        FloatGraph.WriteHead(graph, network.Head, pooled);
        graph.Output(FoldedNetwork.Output, network.Head.Classes);
        return graph.ToArray();
    }

    // Returns the name of the tensor that the block gives; whoever reads it reads it in steps.
    private static string Write(
        GraphWriter graph,
        FoldedBlock block,
        string input,
        IReadOnlyDictionary<string, CalibratedTensor> tensors
    )
    {
        var value = input;
        foreach (var convolution in block.Convolutions)
        {
            if (tensors.TryGetValue(value, out var source))
            {
                Write(graph, convolution, value, source);
            }
            else
            {
                FloatGraph.Write(graph, convolution, value);
            }

            value = Quantize(graph, convolution.Name, tensors);
        }

        if (!block.AddsInput)
        {
            return value;
        }

        graph.Node("Add", [InSteps(value), InSteps(input)], block.Output);
        return Quantize(graph, block.Output, tensors);
    }

    /// <summary>A convolution of a tensor that is in steps.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="convolution">What to write.</param>
    /// <param name="input">Name of the tensor.</param>
    /// <param name="source">What calibration found of it.</param>
    internal static void Write(GraphWriter graph, FoldedConvolution convolution, string input, CalibratedTensor source)
    {
        var quantized = QuantizedConvolution.From(convolution, source);
        var name = convolution.Name;
        var weights = Dequantize(
            graph,
            $"{name}.weight",
            graph.Constant<sbyte>($"{name}.weight.steps", quantized.Weights, convolution.WeightShape),
            graph.Constant<float>($"{name}.weight.scale", quantized.Scales, convolution.Outputs)
        );
        var bias = Dequantize(
            graph,
            $"{name}.bias",
            graph.Constant<int>($"{name}.bias.steps", quantized.Bias, convolution.Outputs),
            graph.Constant<float>($"{name}.bias.scale", quantized.BiasScales, convolution.Outputs)
        );
        graph.Node("Conv", [InSteps(input), weights, bias], name, convolution.Attributes);
    }

    // Without a zero point: step 0 is 0.
    private static string Dequantize(GraphWriter graph, string name, string steps, string scale) =>
        graph.Node("DequantizeLinear", [steps, scale], name, ("axis", [0]));

    /// <summary>Rounds a tensor to its steps; whoever reads it reads <see cref="InSteps"/>.</summary>
    internal static string Quantize(
        GraphWriter graph,
        string tensor,
        IReadOnlyDictionary<string, CalibratedTensor> tensors
    )
    {
        var range = tensors[tensor].Range;
        var scale = graph.Constant<float>($"{tensor}.scale", [range.Scale]);
        var zero = graph.Constant<byte>($"{tensor}.zero", [range.ZeroPoint]);
        var steps = graph.Node("QuantizeLinear", [tensor, scale, zero], $"{tensor}.steps");
        graph.Node("DequantizeLinear", [steps, scale, zero], InSteps(tensor));
        return tensor;
    }

    /// <summary>Name of the tensor after it was rounded.</summary>
    internal static string InSteps(string tensor) => $"{tensor}.rounded";
}
