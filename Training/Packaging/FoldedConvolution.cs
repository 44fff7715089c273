using TorchSharp.Modules;
using Vitrine.Training.Network;

namespace Vitrine.Training.Packaging;

/// <summary>A convolution with the batch norm behind it folded in.</summary>
public sealed record FoldedConvolution
{
    /// <summary>Where it stands in the network; also the name of the tensor that it gives.</summary>
    public required string Name { get; init; }

    /// <summary>Outputs x inputs of a group x kernel x kernel.</summary>
    public required float[] Weights { get; init; }

    /// <summary>One for each output.</summary>
    public required float[] Bias { get; init; }

    /// <summary>Channels that one output sees: all inputs, or 1 where each channel is filtered by itself.</summary>
    public required int InputsOfGroup { get; init; }

    /// <summary>Groups of channels.</summary>
    public required int Groups { get; init; }

    /// <summary>Height and width of the kernel.</summary>
    public required int Kernel { get; init; }

    /// <summary>Step of the kernel.</summary>
    public required int Stride { get; init; }

    /// <summary>Zeros put around the input.</summary>
    public required Border Border { get; init; }

    /// <summary>Whether the output is held between 0 and 6.</summary>
    public required bool HasReLU6 { get; init; }

    /// <summary>Channels of the output.</summary>
    public int Outputs => Bias.Length;

    /// <summary>Whether every number is one.</summary>
    public bool AreFinite => Array.TrueForAll(Weights, float.IsFinite) && Array.TrueForAll(Bias, float.IsFinite);

    /// <summary>Dimensions of <see cref="Weights"/>.</summary>
    internal long[] WeightShape => [Outputs, InputsOfGroup, Kernel, Kernel];

    /// <summary>As attributes of ONNX's Conv.</summary>
    internal IEnumerable<(string Name, long[] Values)> Attributes =>
        [
            ("kernel_shape", [Kernel, Kernel]),
            ("strides", [Stride, Stride]),
            ("pads", [Border.Top, Border.Left, Border.Bottom, Border.Right]),
            ("group", [Groups]),
        ];

    /// <summary>Size of the output for a size of the input.</summary>
    public (int Height, int Width) OutputSize((int Height, int Width) size) =>
        (
            ((size.Height + Border.Top + Border.Bottom - Kernel) / Stride) + 1,
            ((size.Width + Border.Left + Border.Right - Kernel) / Stride) + 1
        );

    /// <summary>
    /// Folds: weight * g and bias - mean * g, where g = gamma / sqrt(variance + epsilon) of each output (Jacob et al.,
    /// "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", CVPR 2018, section 3.2).
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="convolution">A square convolution without a bias.</param>
    /// <param name="norm">The batch norm behind it.</param>
    /// <param name="border">Zeros put around the input.</param>
    /// <param name="hasReLU6">Whether a ReLU6 follows.</param>
    internal static FoldedConvolution From(
        string name,
        Conv2d convolution,
        BatchNorm2d norm,
        Border border,
        bool hasReLU6
    )
    {
        var shape = convolution.weight.shape;
        var weights = Values.Of(convolution.weight);
        var (gamma, beta) = (Values.Of(norm.weight!), Values.Of(norm.bias!));
        var (mean, variance) = (Values.Of(norm.running_mean!), Values.Of(norm.running_var!));
        var perOutput = weights.Length / gamma.Length;
        var bias = new float[gamma.Length];
        for (var output = 0; output < bias.Length; output++)
        {
            var factor = gamma[output] / Math.Sqrt(variance[output] + norm.eps);
            bias[output] = (float)(beta[output] - (mean[output] * factor));
            foreach (ref var weight in weights.AsSpan(output * perOutput, perOutput))
            {
                weight = (float)(weight * factor);
            }
        }

        return new FoldedConvolution
        {
            Name = name,
            Weights = weights,
            Bias = bias,
            InputsOfGroup = (int)shape[1],
            Groups = (int)convolution.groups,
            Kernel = (int)shape[2],
            Stride = (int)convolution.stride[0],
            Border = border,
            HasReLU6 = hasReLU6,
        };
    }
}
