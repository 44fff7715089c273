using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Vitrine.Training.Network;

/// <summary>
/// A bottleneck (section 3.3 of the paper): widen by a 1x1 convolution, filter each channel, narrow without an activation;
/// where nothing changes its shape, the input is added. Tensors: conv.0 … as in torchvision.
/// </summary>
public sealed class InvertedResidual : nn.Module<Tensor, Tensor>
{
    // TorchSharp frees a number that nothing holds while the operation still reads it: a collection in that moment
    // breaks it. This one is held for ever.
    private static readonly Scalar One = 1;

    private readonly Sequential conv;

    internal InvertedResidual(long inputs, long outputs, long stride, long expansion, Padding padding)
        : base(nameof(InvertedResidual))
    {
        var hidden = inputs * expansion;
        AddsInput = stride == 1 && inputs == outputs;
        var filter = new ConvolutionBlock(hidden, hidden, kernel: 3, stride, groups: hidden, padding);
        var narrow = nn.Conv2d(hidden, outputs, 1, bias: false);
        var norm = nn.BatchNorm2d(outputs);
        conv =
            expansion == 1
                ? nn.Sequential(filter, narrow, norm)
                : nn.Sequential(
                    new ConvolutionBlock(inputs, hidden, kernel: 1, stride: 1, groups: 1, padding),
                    filter,
                    narrow,
                    norm
                );
        RegisterComponents();
    }

    /// <summary>The first, widening convolution; null in the block that does not widen.</summary>
    public ConvolutionBlock? Widen => conv.Count == 4 ? (ConvolutionBlock)conv[0] : null;

    /// <summary>The convolution of each channel by itself.</summary>
    public ConvolutionBlock Filter => (ConvolutionBlock)conv[conv.Count - 3];

    /// <summary>The last, narrowing convolution.</summary>
    public Conv2d Narrow => (Conv2d)conv[conv.Count - 2];

    /// <summary>The batch norm behind it.</summary>
    public BatchNorm2d NarrowNorm => (BatchNorm2d)conv[conv.Count - 1];

    /// <summary>Whether the block's input is added to its output.</summary>
    public bool AddsInput { get; }

    /// <inheritdoc />
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var narrowed = conv.forward(input);
        return (AddsInput ? narrowed.add_(input, One) : narrowed).MoveToOuterDisposeScope();
    }
}
