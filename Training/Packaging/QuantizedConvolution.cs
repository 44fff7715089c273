namespace Vitrine.Training.Packaging;

/// <summary>
/// A convolution in whole numbers: weight = step * scale of its output, -127 to 127; bias = step * scale * the input's scale.
/// </summary>
/// <param name="Weights">Steps; outputs x inputs of a group x kernel x kernel.</param>
/// <param name="Scales">One for each output.</param>
/// <param name="Bias">Steps; one for each output.</param>
/// <param name="BiasScales">One for each output.</param>
public sealed record QuantizedConvolution(sbyte[] Weights, float[] Scales, int[] Bias, float[] BiasScales)
{
    private const int MaxStep = sbyte.MaxValue;

    // Leaves room in 32 bits for the products that are added to the bias.
    private const double MaxBias = 1 << 30;

    /// <summary>
    /// Rounds the weights, and takes what that shifts each output by in the mean off its bias (bias correction: Nagel et al.,
    /// "Data-Free Quantization Through Weight Equalization and Bias Correction", ICCV 2019, section 4.2, with measured means).
    /// </summary>
    /// <param name="convolution">What to quantize.</param>
    /// <param name="input">What calibration found of its input.</param>
    public static QuantizedConvolution From(FoldedConvolution convolution, CalibratedTensor input)
    {
        var quantized = new QuantizedConvolution(
            new sbyte[convolution.Weights.Length],
            new float[convolution.Outputs],
            new int[convolution.Outputs],
            new float[convolution.Outputs]
        );
        for (var output = 0; output < convolution.Outputs; output++)
        {
            quantized.Fill(convolution, output, input);
        }

        return quantized;
    }

    private void Fill(FoldedConvolution convolution, int output, CalibratedTensor input)
    {
        var perOutput = convolution.Weights.Length / convolution.Outputs;
        ReadOnlySpan<float> weights = convolution.Weights.AsSpan(output * perOutput, perOutput);
        var steps = Weights.AsSpan(output * perOutput, perOutput);
        double bias = convolution.Bias[output];

        var minScale = Math.Abs(bias) / input.Range.Scale / MaxBias;
        var scale = (float)Math.Max(Extent(weights, convolution.Groups) / MaxStep, Math.Max(minScale, 1e-12));
        var area = convolution.Kernel * convolution.Kernel;
        var firstInput = convolution.Groups == 1 ? 0 : output * convolution.InputsOfGroup;
        for (var i = 0; i < perOutput; i++)
        {
            steps[i] = (sbyte)Math.Clamp(MathF.Round(weights[i] / scale), -MaxStep, MaxStep);
            bias += (weights[i] - ((double)steps[i] * scale)) * input.ChannelMeans[firstInput + (i / area)];
        }

        Scales[output] = scale;
        BiasScales[output] = scale * input.Range.Scale;
        Bias[output] = (int)Math.Round(Math.Clamp(bias / BiasScales[output], -2 * MaxBias, (2 * MaxBias) - 1));
    }

    /// <summary>What 127 steps must reach: the largest weight, or pair of weights.</summary>
    // x86 without VNNI multiplies unsigned by signed bytes and adds neighbours in 16 bits (vpmaddubsw), which overflows where
    // two weights of one sign exceed 128 steps together. Holding pairs to that costs less than 7-bit weights, and the model
    // gives the same on every machine. Where each channel is filtered by itself, ONNX Runtime widens first.
    private static float Extent(ReadOnlySpan<float> weights, int groups)
    {
        var extent = 0f;
        for (var i = 0; i < weights.Length; i++)
        {
            extent = MathF.Max(extent, MathF.Abs(weights[i]));
            if (groups == 1 && i % 2 == 1)
            {
                var (left, right) = (weights[i - 1], weights[i]);
                extent = MathF.Max(extent, MathF.Max(0, left) + MathF.Max(0, right));
                extent = MathF.Max(extent, MathF.Max(0, -left) + MathF.Max(0, -right));
            }
        }

        return extent;
    }
}
