using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Vitrine.Training.Network;

/// <summary>Convolution, batch norm, ReLU6: tensors 0.weight and 1.* as in torchvision's Conv2dNormActivation.</summary>
public sealed class ConvolutionBlock : nn.Module<Tensor, Tensor>
{
    private readonly Sequential layers;
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
        layers = nn.Sequential(convolution, nn.BatchNorm2d(outputs), nn.ReLU6(inplace: true));
        RegisterComponents();
    }

    /// <summary>The convolution.</summary>
    public Conv2d Convolution => (Conv2d)layers[0];

    /// <summary>The batch norm behind it.</summary>
    public BatchNorm2d Norm => (BatchNorm2d)layers[1];

    /// <inheritdoc />
    public override Tensor forward(Tensor input)
    {
        if (!padsUnevenly)
        {
            return layers.forward(input);
        }

        var (top, bottom) = Same(input.shape[2]);
        var (left, right) = Same(input.shape[3]);
        using var padded = nn.functional.pad(input, [left, right, top, bottom]);
        return layers.forward(padded);
    }

    // TensorFlow: as many zeros as the last window lacks, the odd one behind.
    private (long Before, long Behind) Same(long size)
    {
        var lacking = Math.Max(0, ((((size + 1) / 2) - 1) * 2) + kernel - size);
        return (lacking / 2, lacking - (lacking / 2));
    }
}
