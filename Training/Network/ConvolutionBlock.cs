using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Vitrine.Training.Network;

/// <summary>Convolution, batch norm, ReLU6: tensors 0.weight and 1.* as in torchvision's Conv2dNormActivation.</summary>
public sealed class ConvolutionBlock : nn.Module<Tensor, Tensor>
{
    // A pair: a field or property that is itself a module would be registered under its own name too.
    private readonly (Conv2d Convolution, BatchNorm2d Norm) layers;
    private readonly long kernel;
    private readonly bool padsUnevenly;

    internal ConvolutionBlock(long inputs, long outputs, long kernel, long stride, long groups, Padding padding)
        : base(nameof(ConvolutionBlock))
    {
        this.kernel = kernel;
        padsUnevenly = padding == Padding.TensorFlow && stride == 2;
        var convolution = nn.Conv2d(
            inputs,
            outputs,
            kernel,
            stride: stride,
            padding: padsUnevenly ? 0 : kernel / 2,
            groups: groups,
            bias: false
        );
        layers = (convolution, nn.BatchNorm2d(outputs));
        register_module("0", layers.Convolution);
        register_module("1", layers.Norm);
    }

    /// <summary>The convolution.</summary>
    public Conv2d Convolution => layers.Convolution;

    /// <summary>The batch norm behind it.</summary>
    public BatchNorm2d Norm => layers.Norm;

    /// <inheritdoc />
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Norm.call(Filtered(input)).relu6_().MoveToOuterDisposeScope();
    }

    private Tensor Filtered(Tensor input)
    {
        if (!padsUnevenly)
        {
            return Convolution.call(input);
        }

        var size = ((int)input.shape[2], (int)input.shape[3]);
        var border = Border.For(Padding.TensorFlow, size, (int)kernel, stride: 2);
        return Convolution.call(nn.functional.pad(input, [border.Left, border.Right, border.Top, border.Bottom]));
    }
}
