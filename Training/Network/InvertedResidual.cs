using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Vitrine.Training.Network;

/// <summary>
/// A bottleneck (section 3.3 of the paper): widen by a 1x1 convolution, filter each channel, narrow without an activation;
/// where nothing changes its shape, the input is added. Tensors: conv.0 … as in torchvision.
/// </summary>
public sealed class InvertedResidual : nn.Module<Tensor, Tensor>
{
    private readonly Sequential conv;

    internal InvertedResidual(long inputs, long outputs, long stride, long expansion, Padding padding)
        : base(nameof(InvertedResidual))
    {
        var hidden = inputs * expansion;
        Widen = expansion == 1 ? null : new ConvolutionBlock(inputs, hidden, kernel: 1, stride: 1, groups: 1, padding);
        Filter = new ConvolutionBlock(hidden, hidden, kernel: 3, stride, groups: hidden, padding);
        Narrow = nn.Conv2d(hidden, outputs, 1, bias: false);
        NarrowNorm = nn.BatchNorm2d(outputs);
        AddsInput = stride == 1 && inputs == outputs;

        nn.Module<Tensor, Tensor>[] layers = Widen is null
            ? [Filter, Narrow, NarrowNorm]
            : [Widen, Filter, Narrow, NarrowNorm];
        conv = nn.Sequential(layers);
        RegisterComponents();
    }

    /// <summary>The first, widening convolution; null in the block that does not widen.</summary>
    public ConvolutionBlock? Widen { get; }

    /// <summary>The convolution of each channel by itself.</summary>
    public ConvolutionBlock Filter { get; }

    /// <summary>The last, narrowing convolution.</summary>
    public Conv2d Narrow { get; }

    /// <summary>The batch norm behind it.</summary>
    public BatchNorm2d NarrowNorm { get; }

    /// <summary>Whether the block's input is added to its output.</summary>
    public bool AddsInput { get; }

    /// <inheritdoc />
    public override Tensor forward(Tensor input)
    {
        var narrowed = conv.forward(input);
        return AddsInput ? narrowed.add_(input) : narrowed;
    }
}
